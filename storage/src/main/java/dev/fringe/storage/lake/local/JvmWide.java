package dev.fringe.storage.lake.local;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What must exist once in the process even if these classes are loaded several times, as Flink does
 * for user code: the system locks files for a whole process, not for a class loader.
 */
final class JvmWide {

  private static final String LOCKS = "dev.fringe.lake.locks";
  private static final String SESSIONS = "dev.fringe.lake.sessions";

  private JvmWide() {}

  /** The lock that stands for a name. */
  static ReentrantLock lock(String name) {
    return (ReentrantLock) map(LOCKS).computeIfAbsent(name, absent -> new ReentrantLock());
  }

  /** Names of sessions that this process has open. */
  static Map<Object, Object> sessions() {
    return map(SESSIONS);
  }

  @SuppressWarnings("unchecked")
  private static Map<Object, Object> map(String key) {
    return (Map<Object, Object>)
        System.getProperties().computeIfAbsent(key, absent -> new ConcurrentHashMap<>());
  }
}
