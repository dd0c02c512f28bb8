// Do OpenTelemetry's exporters for Node send what is taken? node opentelemetry.mjs <address>
import assert from "node:assert/strict";
import { OTLPTraceExporter as Json } from "@opentelemetry/exporter-trace-otlp-http";
import { OTLPTraceExporter as Protobuf } from "@opentelemetry/exporter-trace-otlp-proto";
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-base";

const url = `${process.argv[2]}/v1/traces`;
const memory = new InMemorySpanExporter();
const tracer = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(memory)] }).getTracer("assistant", "2.0");
for (let number = 0; number < 50; number++) {
  const attributes = { "ai.operationId": "ai.generateText.doGenerate", "ai.model.id": "gpt-4o", "ai.model.provider": "openai", "ai.usage.inputTokens": number, "ai.response.text": `Grüße ${number} 🎉`, "ai.telemetry.metadata.userId": `user-${number}` };
  tracer.startSpan("ai.generateText.doGenerate", { attributes }).end();
}

const send = (exporter) => new Promise((resolve) => exporter.export(memory.getFinishedSpans(), resolve));
for (const exporter of [new Json({ url }), new Protobuf({ url }), new Json({ url, compression: "gzip" }), new Protobuf({ url, compression: "gzip" })]) {
  const result = await send(exporter);
  assert.equal(result.code, 0, `${result.error}`);
  await exporter.shutdown();
}

console.log("ok");
