// Does OpenAI's official Node package read every answer? node openai.mjs <address> <key>
import assert from "node:assert/strict";
import OpenAI from "openai";
import { pixel, run } from "./scenarios.mjs";

const [address, apiKey] = process.argv.slice(2);
const client = new OpenAI({ baseURL: `${address}/v1`, apiKey, maxRetries: 0 });
const user = (content) => [{ role: "user", content }];
const schema = { type: "object", properties: { city: { type: "string" } }, required: ["city"], additionalProperties: false };
const chatTools = [{ type: "function", function: { name: "weather", parameters: schema } }, { type: "function", function: { name: "clock", parameters: schema } }];
const responseTools = chatTools.map((tool) => ({ type: "function", strict: true, ...tool.function }));
const text = "Grüße 🎉 to \"all\" of you";

await run({
  "models are listed": async () => {
    const models = [];
    for await (const model of client.models.list()) models.push(model.id);
    assert.ok(models.includes("echo"));
  },
  "chat answers, n times": async () => {
    const answer = await client.chat.completions.create({ model: "echo", n: 3, messages: user(text) });
    assert.deepEqual(answer.choices.map((choice) => choice.message.content), [text, text, text]);
    assert.equal(answer.x_simulated.tiny, 1e-7);
  },
  "chat streams, n times": async () => {
    const said = ["", ""];
    let usage;
    for await (const chunk of await client.chat.completions.create({ model: "echo", n: 2, stream: true, stream_options: { include_usage: true }, messages: user(text) })) {
      for (const choice of chunk.choices) said[choice.index] += choice.delta.content ?? "";
      usage = chunk.usage ?? usage;
    }
    assert.deepEqual(said, [text, text]);
    assert.equal(usage.total_tokens, usage.prompt_tokens + usage.completion_tokens);
  },
  "chat streams reasoning": async () => {
    let reasoning = "";
    for await (const chunk of await client.chat.completions.create({ model: "reasons", stream: true, messages: user("hi") })) reasoning += chunk.choices[0]?.delta.reasoning_content ?? "";
    assert.match(reasoning, /answer briefly/);
  },
  "chat runs tools to the end": async () => {
    const runner = client.chat.completions.runTools({
      model: "tools",
      messages: user("Oslo"),
      tools: [{ type: "function", function: { name: "weather", parameters: schema, parse: JSON.parse, function: ({ city }) => `rain in ${city}` } }],
    });
    assert.equal(await runner.finalContent(), "The tool said: rain in Oslo");
  },
  "chat streams parallel calls": async () => {
    const stream = client.chat.completions.stream({ model: "parallel-tools", messages: user("Oslo"), tools: chatTools });
    const calls = (await stream.finalChatCompletion()).choices[0].message.tool_calls;
    assert.deepEqual(calls.map((call) => [call.function.name, JSON.parse(call.function.arguments)]), [["weather", { city: "Oslo" }], ["clock", { city: "Oslo" }]]);
    assert.equal(new Set(calls.map((call) => call.id)).size, 2);
  },
  "chat takes pictures": async () => {
    const answer = await client.chat.completions.create({ model: "echo", messages: user([{ type: "text", text: "What is this?" }, { type: "image_url", image_url: { url: `data:image/gif;base64,${pixel}` } }]) });
    assert.equal(answer.choices[0].message.content, "What is this?");
  },
  "chat refuses": async () => {
    const answer = await client.chat.completions.create({ model: "refuses", messages: user("hi") });
    assert.equal(answer.choices[0].message.refusal, "I cannot help with that.");
    assert.equal(answer.choices[0].message.content, null);
  },
  "responses answer": async () => {
    const answer = await client.responses.create({ model: "echo", input: text });
    assert.equal(answer.output_text, text);
    assert.equal(answer.status, "completed");
  },
  "responses stream to the final response": async () => {
    const stream = client.responses.stream({ model: "reasons", input: "hi" });
    const kinds = new Set();
    for await (const event of stream) kinds.add(event.type);
    const final = await stream.finalResponse();
    assert.deepEqual(final.output.map((item) => item.type), ["reasoning", "message"]);
    for (const kind of ["response.created", "response.reasoning_summary_text.delta", "response.output_text.delta", "response.output_text.done", "response.completed"]) assert.ok(kinds.has(kind), kind);
  },
  "responses stream parallel calls and hear their answers": async () => {
    const input = user("Oslo");
    const calling = await client.responses.stream({ model: "parallel-tools", input, tools: responseTools }).finalResponse();
    const calls = calling.output.filter((item) => item.type === "function_call");
    assert.deepEqual(calls.map((call) => [call.name, JSON.parse(call.arguments)]), [["weather", { city: "Oslo" }], ["clock", { city: "Oslo" }]]);
    const outputs = calls.map((call) => ({ type: "function_call_output", call_id: call.call_id, output: call.name }));
    const told = await client.responses.create({ model: "parallel-tools", tools: responseTools, input: [...input, ...calls.map(({ parsed_arguments, ...call }) => call), ...outputs] });
    assert.equal(told.output_text, "The tool said: weather\nclock");
  },
  "responses refuse": async () => {
    const answer = await client.responses.create({ model: "refuses", input: "hi" });
    assert.equal(answer.output[0].content[0].refusal, "I cannot help with that.");
  },
  "moderations answer": async () => {
    const answer = await client.moderations.create({ model: "omni-moderation-latest", input: ["pancakes", "plain violence"] });
    assert.equal(answer.results.length, 2);
  },
  "errors have their classes": async () => {
    await assert.rejects(client.chat.completions.create({ model: "nobody", messages: user("hi") }), OpenAI.NotFoundError);
    await assert.rejects(client.chat.completions.create({ model: "rate-limited", messages: user("hi") }), (error) => error instanceof OpenAI.RateLimitError && error.code === "rate_limit_exceeded" && error.headers.get("retry-after") === "1");
    await assert.rejects(client.responses.create({ model: "overloaded", input: "hi" }), OpenAI.InternalServerError);
    await assert.rejects(client.chat.completions.create({ model: "echo", messages: [] }), OpenAI.BadRequestError);
    await assert.rejects(new OpenAI({ baseURL: `${address}/v1`, apiKey: "wrong", maxRetries: 0 }).chat.completions.create({ model: "echo", messages: user("hi") }), OpenAI.AuthenticationError);
  },
  "an error within a stream is raised": async () => {
    await assert.rejects(async () => {
      for await (const _ of await client.chat.completions.create({ model: "error-event", stream: true, messages: user("hi") }));
    }, OpenAI.APIError);
  },
  "retries are the client's own": async () => {
    const answer = await new OpenAI({ baseURL: `${address}/v1`, apiKey, maxRetries: 2 }).chat.completions.create({ model: "flaky", messages: user(`openai ${address}`) });
    assert.equal(answer.choices[0].finish_reason, "stop");
  },
  "a stream may be left": async () => {
    let chunks = 0;
    for await (const _ of await client.chat.completions.create({ model: "endless", stream: true, messages: user("hi") })) if (++chunks === 3) break;
    assert.equal(chunks, 3);
  },
});
