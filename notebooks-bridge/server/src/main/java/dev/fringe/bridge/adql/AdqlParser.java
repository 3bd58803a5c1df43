package dev.fringe.bridge.adql;

import dev.fringe.bridge.tables.PublishedTable;
import dev.fringe.bridge.tables.PublishedTables;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import net.sf.jsqlparser.JSQLParserException;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import net.sf.jsqlparser.parser.ParseException;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.select.Select;

/** Reads ADQL, and writes it as SQL. Time and memory are bounded, whatever the text. */
public final class AdqlParser implements AutoCloseable {

  private static final int LONGEST = 64 << 10;
  private static final int DEEPEST = 30;
  private static final int SECONDS = 10;

  private final Supplier<PublishedTables> tables;
  private final Supplier<List<Integer>> sizeClasses;
  private final UnaryOperator<String> functions;
  private final ExecutorService translators = Executors.newFixedThreadPool(4, AdqlParser::thread);
  private final ExecutorService threads = Executors.newCachedThreadPool(AdqlParser::thread);

  /**
   * @param tables that may be asked for
   * @param sizeClasses those that outlines have, see {@link dev.fringe.bridge.sky.Cells}
   * @param functions what ADQL's functions of numbers and texts are called in the database
   */
  public AdqlParser(
      Supplier<PublishedTables> tables,
      Supplier<List<Integer>> sizeClasses,
      UnaryOperator<String> functions) {
    this.tables = tables;
    this.sizeClasses = sizeClasses;
    this.functions = functions;
  }

  /** Deeply nested expressions need more of a stack than threads usually have. */
  private static Thread thread(Runnable work) {
    return Thread.ofPlatform().daemon().name("adql").stackSize(16 << 20).unstarted(work);
  }

  /**
   * Translates a query.
   *
   * @param uploads tables that the one who asks has sent along
   * @throws AdqlException that tells what is wrong
   */
  public Translation translate(String adql, List<PublishedTable> uploads) {
    if (adql.length() > LONGEST) {
      throw new AdqlException(
          "the query has %d characters, more than %d".formatted(adql.length(), LONGEST));
    }
    requireShallow(adql);
    return onDeepStack(() -> translateNow(adql, uploads));
  }

  private Translation translateNow(String adql, List<PublishedTable> uploads) {
    return new SelectTranslator(
            new TableFinder(tables.get(), uploads),
            new SpatialConditions(sizeClasses.get()),
            functions)
        .translate(parse(adql));
  }

  private Translation onDeepStack(Callable<Translation> work) {
    try {
      return translators.submit(work).get(4 * SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AdqlException told) {
        throw told;
      }
      throw e.getCause() instanceof StackOverflowError
          ? new AdqlException("the query is nested too deep")
          : new IllegalStateException(e.getCause());
    } catch (TimeoutException e) {
      throw new AdqlException("the query takes too long to read");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AdqlException("the service ends");
    }
  }

  private Select parse(String adql) {
    try {
      List<Statement> statements =
          CCJSqlParserUtil.parseStatements(
              adql, threads, parser -> parser.withTimeOut(TimeUnit.SECONDS.toMillis(SECONDS)));
      if (statements.size() == 1 && statements.getFirst() instanceof Select select) {
        return select;
      }
      throw new AdqlException("a query is one SELECT; nothing else can be asked for");
    } catch (JSQLParserException | StackOverflowError e) {
      throw new AdqlException(words(e));
    }
  }

  private static String words(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ParseException at
          && at.currentToken != null
          && at.currentToken.next != null) {
        return "the query is no ADQL: \"%s\" in line %d, column %d was not expected"
            .formatted(
                at.currentToken.next.image,
                at.currentToken.next.beginLine,
                at.currentToken.next.beginColumn);
      }
    }
    return "the query is no ADQL, or takes too long to read";
  }

  /** Parentheses outside of texts, names and comments. */
  private static void requireShallow(String adql) {
    int depth = 0;
    int i = 0;
    while (i < adql.length()) {
      char c = adql.charAt(i);
      if (c == '\'' || c == '"') {
        int end = adql.indexOf(c, i + 1);
        i = end < 0 ? adql.length() : end;
      } else if (adql.startsWith("--", i)) {
        int end = adql.indexOf('\n', i);
        i = end < 0 ? adql.length() : end;
      } else if (c == '(' && ++depth > DEEPEST) {
        throw new AdqlException("parentheses are nested more than " + DEEPEST + " deep");
      } else if (c == ')') {
        depth--;
      }
      i++;
    }
  }

  @Override
  public void close() {
    translators.shutdownNow();
    threads.shutdownNow();
  }
}
