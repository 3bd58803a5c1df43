package dev.fringe.storage.lake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DidTest {

  @Test
  void aDidIsReadAsItIsWritten() {
    Did did = Did.parse("demo.scope:obs/2026/img-1.fits");
    assertEquals(Did.of("demo.scope", "obs/2026/img-1.fits"), did);
    assertEquals("demo.scope:obs/2026/img-1.fits", did.toString());
    assertEquals("img-1.fits", did.fileName());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo",
        ":a",
        "demo:",
        "..:a",
        ".hidden:a",
        "a/b:c",
        "abcdefghijklmnopqrstuvwxyz:a",
        "demo:../a",
        "demo:a/../b",
        "demo:a/..",
        "demo:/etc/passwd",
        "demo:a//b",
        "demo:a/./b",
        "demo:a/",
        "demo:a\\b",
        "demo:a b",
        "demo:a:b",
        "demo:a\n",
        "demo:obs/meta",
        "demo:obs/dids",
        "demo:obs/rules",
        "demo:obs/files",
        "demo:obs/status",
        "demo:obs/parents"
      })
  void aDidThatIsNoneIsRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> Did.parse(text));
  }

  @Test
  void aNameHas250CharactersAtMost() {
    assertEquals(250, Did.of("demo", "n".repeat(250)).name().length());
    assertThrows(IllegalArgumentException.class, () -> Did.of("demo", "n".repeat(251)));
  }
}
