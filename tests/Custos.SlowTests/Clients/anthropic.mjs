// Does Anthropic's official TypeScript package read every answer? node anthropic.mjs <address> <key>
import assert from "node:assert/strict";
import Anthropic from "@anthropic-ai/sdk";
import { pixel, run } from "./scenarios.mjs";

const [address, apiKey] = process.argv.slice(2);
const client = new Anthropic({ baseURL: address, apiKey, maxRetries: 0 });
const ask = (model, content, more = {}) => ({ model, max_tokens: 64, messages: [{ role: "user", content }], ...more });
const schema = { type: "object", properties: { city: { type: "string" } }, required: ["city"] };
const tools = [{ name: "weather", input_schema: schema }, { name: "clock", input_schema: schema }];
const text = "Grüße 🎉 to \"all\" of you";

await run({
  "models are listed": async () => {
    const models = [];
    for await (const model of client.models.list()) models.push(model.id);
    assert.ok(models.includes("echo"));
  },
  "messages answer": async () => {
    const answer = await client.messages.create(ask("echo", text));
    assert.equal(answer.content[0].text, text);
    assert.equal(answer.stop_reason, "end_turn");
    assert.equal(answer.x_simulated.tiny, 1e-7);
  },
  "messages stream to the final message": async () => {
    const stream = client.messages.stream(ask("echo", text));
    let said = "";
    stream.on("text", (delta) => { said += delta; });
    const final = await stream.finalMessage();
    assert.equal(said, text);
    assert.equal(final.content[0].text, text);
    assert.equal(final.usage.output_tokens, 6);
  },
  "messages stream as raw events": async () => {
    const kinds = [];
    for await (const event of await client.messages.create(ask("echo", "hi", { stream: true }))) kinds.push(event.type);
    assert.deepEqual(kinds, ["message_start", "content_block_start", "content_block_delta", "content_block_stop", "message_delta", "message_stop"]);
  },
  "messages stream thinking": async () => {
    const final = await client.messages.stream(ask("reasons", "hi")).finalMessage();
    assert.match(final.content[0].thinking, /answer briefly/);
    assert.match(final.content[0].signature, /^sim-signature-/);
  },
  "messages stream parallel calls and hear their answers": async () => {
    const calling = await client.messages.stream(ask("parallel-tools", "Oslo", { tools })).finalMessage();
    const calls = calling.content.filter((block) => block.type === "tool_use");
    assert.deepEqual(calls.map((call) => [call.name, call.input]), [["weather", { city: "Oslo" }], ["clock", { city: "Oslo" }]]);
    assert.equal(calling.stop_reason, "tool_use");
    const told = await client.messages.create(ask("parallel-tools", "Oslo", {
      tools,
      messages: [
        { role: "user", content: "Oslo" },
        { role: "assistant", content: calling.content },
        { role: "user", content: calls.map((call) => ({ type: "tool_result", tool_use_id: call.id, content: call.name })) },
      ],
    }));
    assert.equal(told.content[0].text, "The tool said: weather\nclock");
  },
  "messages take pictures": async () => {
    const answer = await client.messages.create(ask("echo", [{ type: "image", source: { type: "base64", media_type: "image/gif", data: pixel } }, { type: "text", text: "What is this?" }]));
    assert.equal(answer.content[0].text, "What is this?");
  },
  "messages refuse": async () => {
    const answer = await client.messages.create(ask("refuses", "hi"));
    assert.equal(answer.stop_reason, "refusal");
    assert.equal(answer.stop_details.type, "refusal");
  },
  "tokens are counted": async () => {
    assert.equal((await client.messages.countTokens({ model: "echo", messages: [{ role: "user", content: "12345678" }] })).input_tokens, 2);
  },
  "errors have their classes": async () => {
    await assert.rejects(client.messages.create(ask("nobody", "hi")), Anthropic.NotFoundError);
    await assert.rejects(client.messages.create(ask("rate-limited", "hi")), (error) => error instanceof Anthropic.RateLimitError && error.headers.get("retry-after") === "1" && error.error.error.type === "rate_limit_error");
    await assert.rejects(client.messages.create(ask("overloaded", "hi")), (error) => error.status === 529 && error.error.error.type === "overloaded_error" && error.requestID.startsWith("req_"));
    await assert.rejects(client.messages.create({ model: "echo", max_tokens: 9, messages: [] }), Anthropic.BadRequestError);
    await assert.rejects(new Anthropic({ baseURL: address, apiKey: "wrong", maxRetries: 0 }).messages.create(ask("echo", "hi")), Anthropic.AuthenticationError);
  },
  "an error within a stream is raised": async () => {
    await assert.rejects(client.messages.stream(ask("error-event", "hi")).finalMessage(), Anthropic.APIError);
  },
  "retries are the client's own": async () => {
    const answer = await new Anthropic({ baseURL: address, apiKey, maxRetries: 2 }).messages.create(ask("flaky", `anthropic ${address}`));
    assert.equal(answer.stop_reason, "end_turn");
  },
  "a stream may be left": async () => {
    const stream = client.messages.stream(ask("endless", "hi"));
    stream.on("text", () => stream.abort());
    await assert.rejects(stream.finalMessage(), Anthropic.APIUserAbortError);
  },
});
