package dev.fringe.rucio.error;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a refusal means. Decided by the ExceptionClass; by the status only where there is none. */
public enum RefusalKind {
  /** The token or the credentials are not valid (any more). */
  CANNOT_AUTHENTICATE("CannotAuthenticate", "IdentityError", "IdentityNotFound"),
  /** Signed in, but not allowed: a new sign-in would not help. */
  ACCESS_DENIED("AccessDenied", "ScopeAccessDenied", "RSEAccessDenied", "CannotAuthorize"),
  ACCOUNT_NOT_FOUND("AccountNotFound"),
  SCOPE_NOT_FOUND("ScopeNotFound"),
  DID_NOT_FOUND("DataIdentifierNotFound"),
  RSE_NOT_FOUND("RSENotFound"),
  RSE_PROTOCOL_NOT_SUPPORTED("RSEProtocolNotSupported", "RSEProtocolDomainNotSupported"),
  REPLICA_NOT_FOUND("ReplicaNotFound"),
  RULE_NOT_FOUND("RuleNotFound"),
  /** A metadata key that is not there. */
  KEY_NOT_FOUND("KeyNotFound"),
  DID_EXISTS("DataIdentifierAlreadyExists"),
  /** The file is attached already, where duplicates were not to be ignored. */
  ALREADY_ATTACHED("FileAlreadyExists", "DuplicateContent"),
  REPLICA_EXISTS("FileReplicaAlreadyExists"),
  /** Another rule has the same DID, account, RSE expression and number of copies. */
  DUPLICATE_RULE("DuplicateRule"),
  DUPLICATE("Duplicate"),
  /** The DID is known with another size or checksum. */
  OTHER_BYTES("FileConsistencyMismatch"),
  /** The account's limit at an RSE is used up, or it has none there. */
  INSUFFICIENT_ACCOUNT_LIMIT("InsufficientAccountLimit"),
  /** Fewer RSEs than copies. */
  INSUFFICIENT_TARGETS("InsufficientTargetRSEs"),
  INVALID_RSE_EXPRESSION("InvalidRSEExpression"),
  INVALID_RULE("InvalidReplicationRule", "InvalidRuleWeight", "ManualRuleApprovalBlocked"),
  /** The RSE takes no writes now. */
  RSE_UNAVAILABLE("ResourceTemporaryUnavailable", "RSEWriteBlocked", "RSEOverQuota", "FullStorage"),
  REPLICA_LOCKED("ReplicaIsLocked"),
  /** Not possible in this state, such as attaching to a closed dataset. */
  UNSUPPORTED(
      "UnsupportedOperation",
      "UnsupportedStatus",
      "UnsupportedDIDType",
      "UnsupportedKeyType",
      "UnsupportedValueType",
      "UnsupportedRequestedContentType"),
  /** The metadata plugin is not enabled on the server. */
  NO_SUCH_METADATA_PLUGIN("UnsupportedMetadataPlugin"),
  INVALID_INPUT(
      "InputValidationError",
      "InvalidObject",
      "InvalidMetadata",
      "InvalidPath",
      "InvalidType",
      "InvalidValueForKey",
      "InvalidRequest",
      "ValueError",
      "KeyError",
      "TypeError"),
  /**
   * The server itself is in trouble; such calls have been repeated where that is safe. Its bare
   * RucioException is what a database told it that it has no name for, such as two who register the
   * same DID at once.
   */
  SERVER_TROUBLE(
      "DatabaseException",
      "RucioException",
      "ServiceUnavailable",
      "ReplicationRuleCreationTemporaryFailed"),
  OTHER;

  private static final Map<String, RefusalKind> BY_CLASS =
      Arrays.stream(values())
          .flatMap(kind -> kind.classes.stream().map(name -> Map.entry(name, kind)))
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> classes;

  RefusalKind(String... classes) {
    this.classes = List.of(classes);
  }

  static RefusalKind of(String exceptionClass, int status) {
    if (!exceptionClass.isEmpty()) {
      return BY_CLASS.getOrDefault(exceptionClass, OTHER);
    }
    if (status == 401) {
      return CANNOT_AUTHENTICATE;
    }
    return status >= 500 ? SERVER_TROUBLE : OTHER;
  }
}
