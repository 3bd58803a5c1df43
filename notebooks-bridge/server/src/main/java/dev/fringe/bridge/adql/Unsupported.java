package dev.fringe.bridge.adql;

import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.Select;

/** Finds what other dialects have, so that it is refused and not passed over. */
final class Unsupported {

  private Unsupported() {}

  static void refuse(Select select) {
    refuse(select.getLimit() != null || select.getLimitBy() != null, "LIMIT (write SELECT TOP n)");
    refuse(select.getFetch() != null, "FETCH (write SELECT TOP n)");
    refuse(
        select.getForMode() != null
            || select.getForClause() != null
            || select.getForUpdateTable() != null,
        "FOR");
    refuse(select.getIsolation() != null, "WITH ISOLATION");
    refuse(select.getPivot() != null || select.getUnPivot() != null, "PIVOT");
    if (select instanceof PlainSelect plain) {
      refusePlain(plain);
    }
  }

  private static void refusePlain(PlainSelect select) {
    refuse(
        (select.getIntoTables() != null && !select.getIntoTables().isEmpty())
            || select.getIntoTempTable() != null,
        "INTO");
    refuse(select.getFirst() != null || select.getSkip() != null, "FIRST or SKIP");
    refuse(select.getQualify() != null, "QUALIFY");
    refuse(select.getSampleClause() != null, "SAMPLE");
    refuse(
        select.getWindowDefinitions() != null && !select.getWindowDefinitions().isEmpty(),
        "WINDOW");
    refuse(select.getOracleHierarchical() != null, "CONNECT BY");
    refuse(select.getLateralViews() != null && !select.getLateralViews().isEmpty(), "LATERAL");
    refuse(select.getForXmlPath() != null, "FOR XML");
    refuse(
        select.getDistinct() != null
            && select.getDistinct().getOnSelectItems() != null
            && !select.getDistinct().getOnSelectItems().isEmpty(),
        "DISTINCT ON");
    if (select.getGroupBy() != null) {
      refuse(
          select.getGroupBy().getGroupingSets() != null
              && !select.getGroupBy().getGroupingSets().isEmpty(),
          "GROUPING SETS");
    }
  }

  private static void refuse(boolean isThere, String what) {
    if (isThere) {
      throw AdqlException.notAdql(what);
    }
  }
}
