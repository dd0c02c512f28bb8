// Which cases does the language's public conformance suite hold? One JSON object a line on standard output, in the form of `custos policy eval`
// with what is expected beside it. Read from the npm package @bufbuild/cel-spec; none of it is kept here.
import { tests } from "@bufbuild/cel-spec/testdata/conformance.js";

const messageFiles = new Set(["proto2", "proto3", "proto2_ext", "wrappers", "dynamic", "enums"]);
const messageWords = /TestAllTypes|NestedTestAllTypes|GlobalEnum|objectValue|enumValue|messageType":"(?!google\.protobuf\.(?:Timestamp|Duration))|wrapper"|wellKnown":"ANY"|google\.protobuf\.(?!Timestamp|Duration)|NullValue|Value\{/;

function toValue(value) {
  const [kind, held] = Object.entries(value)[0] ?? ["nullValue", null];
  switch (kind) {
    case "nullValue": return null;
    case "boolValue": case "stringValue": return held;
    case "int64Value": return { int: String(held) };
    case "uint64Value": return { uint: String(held) };
    case "doubleValue": return { double: String(held) };
    case "bytesValue": return { bytes: held };
    case "typeValue": return { type: held };
    case "listValue": return (held.values ?? []).map(toValue);
    case "mapValue": return { map: (held.entries ?? []).map(({ key, value }) => [toValue(key), toValue(value)]) };
    case "objectValue":
      if (held["@type"].endsWith("google.protobuf.Timestamp")) return { timestamp: held.value };
      if (held["@type"].endsWith("google.protobuf.Duration")) return { duration: held.value };
  }
  return { unsupported: kind };
}

function emit(suite, path) {
  for (const inner of suite.suites ?? []) emit(inner, [...path, inner.name]);
  for (const { original: test } of suite.tests ?? []) {
    const { description, ...said } = test;
    const words = JSON.stringify(said).replace(/\{"@type":"type\.googleapis\.com\/google\.protobuf\.(Timestamp|Duration)",?/g, "{").replace(/"objectValue":\{"value"/g, "")
      .replace(/"container":"[^"]*"/, "");
    const result = test.value ?? test.typedResult?.result;
    console.log(JSON.stringify({
      id: [...path, test.name].join("/"),
      expr: test.expr,
      bindings: Object.fromEntries(Object.entries(test.bindings ?? {}).map(([name, bound]) => [name, toValue(bound.value ?? {})])),
      container: test.container ?? "",
      check: !test.disableCheck,
      checkOnly: !!test.checkOnly,
      needsMessages: messageFiles.has(path[0]) || messageWords.test(words),
      typeEnv: test.typeEnv ?? [],
      type: test.typedResult?.deducedType,
      fails: !!(test.evalError || test.anyEvalErrors),
      value: test.evalError || test.anyEvalErrors || test.checkOnly ? undefined : result ? toValue(result) : true,
    }));
  }
}

emit({ suites: tests.suites }, []);
