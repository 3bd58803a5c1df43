/**
 * Objects in S3 stores: AWS, MinIO, Ceph. Requests are made and signed by Amazon's SDK, and sent by
 * the HTTP client that everything else uses; retries are this project's own, the same for all
 * stores.
 */
package dev.fringe.storage.objects.s3;
