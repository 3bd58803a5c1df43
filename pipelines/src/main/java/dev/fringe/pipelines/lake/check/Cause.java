package dev.fringe.pipelines.lake.check;

import dev.fringe.storage.bytes.Disk;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import javax.net.ssl.SSLException;

/** Failures in one line for people who have never seen a Java program. */
final class Cause {

  private Cause() {}

  static String of(Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    return switch (failure) {
      case UncheckedIOException wrapped -> of(wrapped.getCause());
      case AccessDeniedException denied -> message;
      case NoSuchFileException missing ->
          missing.getReason() == null ? message + " is not there" : message;
      case SSLException expired when message.contains("timestamp check failed") ->
          "the server's certificate has expired, or this machine's clock is wrong";
      case SSLException untrusted when message.contains("PKIX") ->
          "the server's certificate is of no authority that is trusted here";
      case SSLException broken -> "no encrypted connection: " + message;
      case UnknownHostException unknown -> "the server's name is not known: " + message;
      case ConnectException refused -> "no connection: " + message;
      default -> Disk.reason(failure);
    };
  }
}
