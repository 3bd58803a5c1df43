package dev.fringe.storage.lake.rucio;

import dev.fringe.storage.lake.DataLakeContract;
import dev.fringe.storage.lake.Did;
import dev.fringe.storage.lake.DidKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;

@Tag("servers")
class RucioDataLakeTest extends DataLakeContract {

  private String scope = "";

  @Override
  protected RucioDataLake openLake() throws IOException {
    if (scope.isEmpty()) {
      scope = RucioServer.freshScope();
    }
    return RucioServer.lake(Step.Listener.NONE);
  }

  @Override
  protected String scope() {
    return scope;
  }

  @Override
  protected void settle() throws IOException {
    List<String> dids = new ArrayList<>();
    for (DidKind kind : List.of(DidKind.DATASET, DidKind.FILE)) {
      lake.list(scope, kind).stream().map(Did::toString).forEach(dids::add);
    }
    RucioServer.settle(dids);
  }
}
