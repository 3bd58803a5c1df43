package dev.fringe.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class LauncherTest {
  @Test
  void everyCommandThatTheLauncherSendsHereIsThereAndNoOther() throws IOException {
    Matcher sent =
        Pattern.compile("(?m)^ +([a-z |]+)\\)\\R(?:(?!;;).*\\R)*?.*\\$clusterJar")
            .matcher(Files.readString(Path.of("../../fringe")));
    assertTrue(sent.find(), "the launcher starts no cluster command");
    Set<String> launched = new TreeSet<>(List.of(sent.group(1).split(" \\| ", -1)));
    assertEquals(launched, new TreeSet<>(ClusterCommands.commandLine().getSubcommands().keySet()));
  }
}
