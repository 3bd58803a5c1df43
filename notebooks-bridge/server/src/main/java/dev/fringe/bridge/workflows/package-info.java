/**
 * Workflows that people submit to the service. What is asked for by HTTP, under {@code
 * /api/v1/workflows}; bodies of requests are a workflow in YAML ({@code application/yaml}) or JSON:
 *
 * <pre>
 * POST   /check        {valid, name, effective, faults: [{path, line, value, message}]}
 * POST   /             201 and the run; 422 and a problem with the faults; 403 where none, or the caller, may submit
 * GET    /             {runner, maySubmit, why, data: [folders], items: [runs, the newest first]}
 * GET    /{id}         the run
 * GET    /{id}/events  the run as Server-Sent Events "run", whenever it changes, until it has ended
 * GET    /events       all of the list, as events "runs", whenever any run changes
 * GET    /{id}/log     text; of ?tail=BYTES the end alone
 * GET    /{id}/yaml    the workflow as it runs
 * DELETE /{id}         cancels; the run
 *
 * a run: {id, name, owner, mayCancel, state: queued|running|succeeded|failed|cancelled, fraction: 0 to 1, stage, message,
 *         submitted, started, ended, estimatedEnd, products: [dids], beam, noise, peak}
 * </pre>
 */
package dev.fringe.bridge.workflows;
