package dev.fringe.pipelines;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/** Brings all elements of a collection together into one, and so waits for the last of them. */
final class Gather<T extends Serializable>
    extends PTransform<PCollection<T>, PCollection<List<T>>> {

  private static final long serialVersionUID = 1;

  private final Class<T> type;

  private Gather(Class<T> type) {
    this.type = type;
  }

  static <T extends Serializable> Gather<T> all(Class<T> type) {
    return new Gather<>(type);
  }

  @Override
  public PCollection<List<T>> expand(PCollection<T> input) {
    SerializableCoder<T> coder = SerializableCoder.of(type);
    return input
        .apply("Under one key", WithKeys.of(0))
        .setCoder(KvCoder.of(VarIntCoder.of(), coder))
        .apply("Together", GroupByKey.create())
        .apply("As a list", ParDo.of(new AsList<>()))
        .setCoder(ListCoder.of(coder));
  }

  private static final class AsList<T> extends DoFn<KV<Integer, Iterable<T>>, List<T>> {
    private static final long serialVersionUID = 1;

    @ProcessElement
    public void process(@Element KV<Integer, Iterable<T>> all, OutputReceiver<List<T>> out) {
      List<T> list = new ArrayList<>();
      all.getValue().forEach(list::add);
      out.output(list);
    }
  }
}
