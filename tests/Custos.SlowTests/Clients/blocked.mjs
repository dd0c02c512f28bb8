// Do the official Node packages read streams that a policy stopped, wherever it did? node blocked.mjs <address> <key>
import assert from "node:assert/strict";
import Anthropic from "@anthropic-ai/sdk";
import OpenAI from "openai";
import { run } from "./scenarios.mjs";

const [address, apiKey] = process.argv.slice(2);
const openai = new OpenAI({ baseURL: `${address}/v1`, apiKey, maxRetries: 0 });
const anthropic = new Anthropic({ baseURL: address, apiKey, maxRetries: 0 });
const message = "We do not talk about that.";
const messages = [{ role: "user", content: "hi" }];
const models = ["say", "reason", "call"].flatMap((kind) => [0, 1, 7, 16, 20, 25, 33].map((place) => `blocked-${kind}-${place}`));

async function everyModel(read) {
  for (const model of models) {
    const answer = await read(model).catch((wrong) => assert.fail(`${model}: ${wrong?.stack ?? wrong}`));
    const all = JSON.stringify(answer);
    assert.ok(all.includes(message), `${model} says ${all}`);
    assert.ok(!all.includes("forb"), `${model} leaks`);
    assert.ok(!all.includes("The end."), `${model} goes on`);
  }
}

await run({
  "chat as chunks": () => everyModel(async (model) => {
    const deltas = [];
    let finish = null;
    for await (const chunk of await openai.chat.completions.create({ model, messages, stream: true })) {
      deltas.push(chunk.choices[0]?.delta);
      finish = chunk.choices[0]?.finish_reason ?? finish;
    }
    assert.ok(finish, model);
    return deltas;
  }),
  "chat to the final completion": () => everyModel(async (model) => (await openai.chat.completions.stream({ model, messages }).finalChatCompletion()).choices[0].message),
  "responses to the final response": () => everyModel(async (model) => (await openai.responses.stream({ model, input: "hi" }).finalResponse()).output),
  "messages to the final message": () => everyModel(async (model) => {
    const final = await anthropic.messages.stream({ model, max_tokens: 64, messages }).finalMessage();
    assert.equal(final.stop_reason, "refusal", model);
    return final.content;
  }),
  "whole answers": async () => {
    await everyModel(async (model) => (await openai.chat.completions.create({ model, messages })).choices[0].message);
    await everyModel(async (model) => (await openai.responses.create({ model, input: "hi" })).output);
    await everyModel(async (model) => (await anthropic.messages.create({ model, max_tokens: 64, messages })).content);
  },
});
