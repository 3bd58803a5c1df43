package dev.fringe.workflow.crd;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.fringe.yaml.Faults;
import dev.fringe.yaml.YamlNode;
import dev.fringe.yaml.YamlText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Judges a resource as an API server does on {@code kubectl apply}: unknown fields, presets, the
 * OpenAPI schema, then the CEL rules, by other people's validators.
 */
public final class ApiServer {
  private static final CelCompiler COMPILER =
      CelCompilerFactory.standardCelCompilerBuilder()
          .setOptions(CelOptions.current().build())
          .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
          .addLibraries(CelExtensions.strings())
          .addVar("self", SimpleType.DYN)
          .addVar("oldSelf", SimpleType.DYN)
          .addFunctionDeclarations(
              CelFunctionDecl.newFunctionDeclaration(
                  "find",
                  CelOverloadDecl.newMemberOverload(
                      "string_find_string",
                      SimpleType.STRING,
                      SimpleType.STRING,
                      SimpleType.STRING)))
          .build();
  private static final CelRuntime RUNTIME =
      CelRuntimeFactory.standardCelRuntimeBuilder()
          .addLibraries(CelExtensions.strings())
          .addFunctionBindings(
              CelFunctionBinding.from(
                  "string_find_string", String.class, String.class, ApiServer::find))
          .build();

  private final Map<String, CelRuntime.Program> programs = new LinkedHashMap<>();
  private final Map<String, Object> definition;
  private final JsonSchema schema;

  /** A server that knows one of our definitions. */
  public ApiServer(ResourceDefinition resource) {
    definition = resource.schema();
    // Draft 4 is the one whose exclusiveMinimum is a truth value, as OpenAPI 3.0 has it.
    schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4)
            .getSchema(new ObjectMapper().valueToTree(definition));
  }

  /** What is wrong with a new resource; empty if it is accepted. */
  public List<String> create(String yaml) {
    return judge(yaml, null);
  }

  /** What is wrong with changing one resource into another. */
  public List<String> update(String before, String after) {
    return judge(after, withPresets(before, new ArrayList<>()));
  }

  /**
   * What is wrong with the definition's own presets: a server refuses a definition of which a
   * preset, as it stands there, breaks a rule.
   */
  public List<String> faultsOfPresets() {
    List<String> faults = new ArrayList<>();
    presets(definition, "", faults);
    return faults;
  }

  private void presets(Map<String, Object> schema, String path, List<String> faults) {
    if (schema.containsKey("default")) {
      try {
        rules(schema, schema.get("default"), null, path, faults);
      } catch (IllegalStateException e) {
        faults.add(path + ": " + e.getCause().getMessage());
      }
    }
    if (schema.get("properties") instanceof Map<?, ?> properties) {
      properties.forEach((name, of) -> presets(tree(of), path + "." + name, faults));
    }
    if (schema.get("items") != null) {
      presets(tree(schema.get("items")), path + "[]", faults);
    }
  }

  private List<String> judge(String yaml, Object old) {
    List<String> faults = new ArrayList<>();
    Object instance = withPresets(yaml, faults);
    schema
        .validate(new ObjectMapper().valueToTree(instance))
        .forEach(m -> faults.add(m.toString()));
    if (faults.isEmpty()) {
      rules(definition, instance, old, "", faults);
    }
    return faults;
  }

  private Object withPresets(String yaml, List<String> faults) {
    Faults unreadable = new Faults();
    YamlNode document = YamlText.readDocument("w.yaml", yaml, unreadable).orElseThrow();
    unreadable.list().forEach(fault -> faults.add(fault.toString()));
    Object instance = plain(document);
    fill(definition, instance, "", faults);
    return instance;
  }

  private static Object plain(YamlNode node) {
    return switch (node) {
      case YamlNode.Scalar(String text, YamlNode.Kind kind, _) ->
          switch (kind) {
            case TEXT -> text;
            case BOOLEAN -> Boolean.valueOf(text);
            case NULL -> throw new IllegalArgumentException("nulls are dropped before");
            case NUMBER ->
                text.matches("[+-]?[0-9]{1,18}") ? (Object) Long.valueOf(text) : number(text);
          };
      case YamlNode.Items items -> {
        List<Object> list = new ArrayList<>();
        items.items().forEach(item -> list.add(plain(item)));
        yield list;
      }
      case YamlNode.Fields fields -> {
        Map<String, Object> map = new LinkedHashMap<>();
        fields
            .entries()
            .forEach(
                (name, entry) -> {
                  if (!entry.value().isNull()) {
                    map.put(name, plain(entry.value()));
                  }
                });
        yield map;
      }
    };
  }

  /** JSON, in which the cluster is told of numbers, has none for .nan and .inf: they are words. */
  private static Object number(String text) {
    try {
      return Double.valueOf(text);
    } catch (NumberFormatException e) {
      return text;
    }
  }

  private static Object copy(Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> copy = new LinkedHashMap<>();
      map.forEach((name, of) -> copy.put(name, copy(of)));
      return copy;
    }
    return value;
  }

  /** Presets, from the outside in, and what strict decoding has against unknown fields. */
  private static void fill(
      Map<String, Object> schema, Object node, String path, List<String> faults) {
    if (node instanceof Map<?, ?> raw && schema.get("properties") instanceof Map<?, ?> properties) {
      Map<String, Object> map = tree(raw);
      properties.forEach(
          (name, property) -> {
            Map<String, Object> of = tree(property);
            if (!map.containsKey(name) && of.containsKey("default")) {
              map.put((String) name, copy(of.get("default")));
            }
            if (map.containsKey(name)) {
              fill(of, map.get(name), path + "." + name, faults);
            }
          });
      map.keySet().stream()
          .filter(name -> !properties.containsKey(name))
          .forEach(name -> faults.add("unknown field " + path + "." + name));
    } else if (node instanceof List<?> list && schema.get("items") != null) {
      list.forEach(item -> fill(tree(schema.get("items")), item, path + "[]", faults));
    }
  }

  private void rules(
      Map<String, Object> schema, Object node, Object old, String path, List<String> faults) {
    if (schema.get("x-kubernetes-validations") instanceof List<?> rules) {
      rules.forEach(rule -> rule(tree(rule), node, old, path, faults));
    }
    if (node instanceof Map<?, ?> map && schema.get("properties") instanceof Map<?, ?> properties) {
      map.forEach(
          (name, value) -> {
            if (properties.containsKey(name)) {
              Object before = old instanceof Map<?, ?> olds ? olds.get(name) : null;
              rules(tree(properties.get(name)), value, before, path + "." + name, faults);
            }
          });
    } else if (node instanceof List<?> list && schema.get("items") != null) {
      for (int i = 0; i < list.size(); i++) {
        rules(tree(schema.get("items")), list.get(i), null, path + "[" + i + "]", faults);
      }
    }
  }

  private void rule(
      Map<String, Object> rule, Object node, Object old, String path, List<String> faults) {
    String cel = (String) rule.get("rule");
    boolean isOnChanges = cel.contains("oldSelf");
    if (isOnChanges && old == null) {
      return;
    }
    try {
      CelRuntime.Program program = programs.computeIfAbsent(cel, ApiServer::compiled);
      Map<String, Object> variables = new LinkedHashMap<>(Map.of("self", node));
      if (isOnChanges) {
        variables.put("oldSelf", old);
      }
      if (!program.eval(variables).equals(true)) {
        faults.add(path + rule.getOrDefault("fieldPath", "") + ": " + rule.get("message"));
      }
    } catch (CelEvaluationException e) {
      throw new IllegalStateException(path + ": " + cel, e);
    }
  }

  /** The conditions of all rules, for those who count which were ever broken. */
  static Set<String> messages(Object node) {
    Set<String> messages = new TreeSet<>();
    if (node instanceof Map<?, ?> map) {
      if (map.get("rule") instanceof String && map.get("message") instanceof String message) {
        messages.add(message);
      }
      map.values().forEach(value -> messages.addAll(messages(value)));
    } else if (node instanceof List<?> list) {
      list.forEach(value -> messages.addAll(messages(value)));
    }
    return messages;
  }

  private static CelRuntime.Program compiled(String cel) {
    try {
      return RUNTIME.createProgram(COMPILER.compile(cel).getAst());
    } catch (CelValidationException | CelEvaluationException e) {
      throw new IllegalStateException(cel, e);
    }
  }

  private static Object find(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    return matcher.find() ? matcher.group() : "";
  }

  @SuppressWarnings("unchecked") // Trees of our own making have texts for keys.
  private static Map<String, Object> tree(Object node) {
    return (Map<String, Object>) node;
  }
}
