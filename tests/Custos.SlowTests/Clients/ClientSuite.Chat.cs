using System.ClientModel;
using System.Text;
using OpenAI.Chat;

namespace Custos.SlowTests.Clients;

public abstract partial class ClientSuite
{
    private static readonly ChatTool[] ChatTools =
    [
        ChatTool.CreateFunctionTool("weather", "What is the weather?", BinaryData.FromString(Weather)),
        ChatTool.CreateFunctionTool("clock", "What time is it?", BinaryData.FromString(Clock)),
    ];

    [Fact]
    public async Task Chat_answers()
    {
        ChatCompletion answer = await Chat("echo").CompleteChatAsync(new UserChatMessage("Grüße 🎉 to \"all\""));

        answer.Content.ShouldHaveSingleItem().Text.ShouldBe("Grüße 🎉 to \"all\"");
        answer.FinishReason.ShouldBe(ChatFinishReason.Stop);
        answer.Model.ShouldBe("echo");
        answer.Id.ShouldStartWith("chatcmpl-");
        answer.Usage.OutputTokenCount.ShouldBe(5);
        answer.Usage.TotalTokenCount.ShouldBe(answer.Usage.InputTokenCount + 5);
    }

    [Theory]
    [InlineData("echo")]
    [InlineData("dribbles")]
    [InlineData("comments")]
    [InlineData("escapes")]
    public async Task Chat_streams(string model)
    {
        var said = new StringBuilder();
        var updates = 0;
        ChatTokenUsage? usage = null;
        await foreach (var update in Chat(model).CompleteChatStreamingAsync(new UserChatMessage("Grüße 🎉 to \"all\" of you")))
        {
            updates++;
            foreach (var part in update.ContentUpdate) said.Append(part.Text);
            usage = update.Usage ?? usage;
        }

        said.ToString().ShouldBe("Grüße 🎉 to \"all\" of you");
        updates.ShouldBeGreaterThan(5);
        usage!.OutputTokenCount.ShouldBe(6);
    }

    [Fact]
    public async Task Chat_calls_a_tool_and_hears_its_answer()
    {
        var options = new ChatCompletionOptions { Tools = { ChatTools[0] } };
        List<ChatMessage> messages = [new UserChatMessage("Oslo")];

        ChatCompletion calling = await Chat("tools").CompleteChatAsync(messages, options);
        messages.Add(new AssistantChatMessage(calling));
        messages.Add(new ToolChatMessage(calling.ToolCalls[0].Id, "rain"));
        ChatCompletion told = await Chat("tools").CompleteChatAsync(messages, options);

        calling.FinishReason.ShouldBe(ChatFinishReason.ToolCalls);
        calling.ToolCalls.ShouldHaveSingleItem().FunctionName.ShouldBe("weather");
        calling.ToolCalls[0].FunctionArguments.ToString().ShouldBe("""{"city":"Oslo"}""");
        told.Content[0].Text.ShouldBe("The tool said: rain");
    }

    [Fact]
    public async Task Chat_streams_parallel_calls()
    {
        var options = new ChatCompletionOptions { Tools = { ChatTools[0], ChatTools[1] } };
        var calls = new SortedDictionary<int, (string Id, string Name, string Arguments)>();
        ChatFinishReason? finish = null;

        await foreach (var update in Chat("parallel-tools").CompleteChatStreamingAsync([new UserChatMessage("Åre \"x\"")], options))
        {
            foreach (var piece in update.ToolCallUpdates)
            {
                var (id, name, arguments) = calls.GetValueOrDefault(piece.Index, ("", "", ""));
                calls[piece.Index] = (piece.ToolCallId ?? id, piece.FunctionName ?? name, arguments + piece.FunctionArgumentsUpdate);
            }

            finish = update.FinishReason ?? finish;
        }

        finish.ShouldBe(ChatFinishReason.ToolCalls);
        calls.Values.Select(call => (call.Name, call.Arguments)).ShouldBe([("weather", """{"city":"Åre \"x\""}"""), ("clock", """{"zone":"Åre \"x\""}""")]);
        calls.Values.Select(call => call.Id).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public async Task Chat_passes_pictures_in()
    {
        await Chat("echo").CompleteChatAsync(new UserChatMessage(ChatMessageContentPart.CreateTextPart("What is this?"), ChatMessageContentPart.CreateImagePart(BinaryData.FromBytes(Pixel), "image/gif")));

        LastBody.ShouldContain($"data:image/gif;base64,{Convert.ToBase64String(Pixel)}");
    }

    [Fact]
    public async Task Chat_refuses_and_stops_early()
    {
        ChatCompletion refused = await Chat("refuses").CompleteChatAsync(new UserChatMessage("hi"));
        ChatCompletion truncated = await Chat("truncated").CompleteChatAsync(new UserChatMessage("hi"));
        ChatCompletion filtered = await Chat("filtered").CompleteChatAsync(new UserChatMessage("hi"));
        var streamed = new StringBuilder();
        await foreach (var update in Chat("refuses").CompleteChatStreamingAsync(new UserChatMessage("hi"))) streamed.Append(update.RefusalUpdate);

        refused.Refusal.ShouldBe("I cannot help with that.");
        streamed.ToString().ShouldBe("I cannot help with that.");
        truncated.FinishReason.ShouldBe(ChatFinishReason.Length);
        filtered.FinishReason.ShouldBe(ChatFinishReason.ContentFilter);
    }

    [Theory]
    [InlineData("nobody", 404)]
    [InlineData("rate-limited", 429)]
    [InlineData("overloaded", 503)]
    [InlineData("server-error", 500)]
    [InlineData("forbidden", 403)]
    public async Task Chat_errors_reach_the_client(string model, int status)
    {
        var failed = await Should.ThrowAsync<ClientResultException>(async () => await Chat(model).CompleteChatAsync(new UserChatMessage("hi")));

        failed.Status.ShouldBe(status);
        if (status == 429) failed.GetRawResponse()!.Headers.TryGetValue("retry-after", out _).ShouldBeTrue();
    }

    [Fact]
    public async Task Chat_with_a_wrong_key_is_refused()
    {
        var failed = await Should.ThrowAsync<ClientResultException>(async () => await Chat("echo", key: "wrong").CompleteChatAsync(new UserChatMessage("hi")));

        failed.Status.ShouldBe(401);
    }

    [Fact]
    public async Task Chat_that_is_cancelled_midway_leaves_the_upstream()
    {
        var left = Upstream.Requests.Left;
        using var leaving = new CancellationTokenSource();

        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await foreach (var update in Chat(ClientTarget.Endless).CompleteChatStreamingAsync([new UserChatMessage("hi")], cancellationToken: leaving.Token))
            {
                if (update.ContentUpdate.Count > 0) await leaving.CancelAsync();
            }
        });

        await LeftAsync(left);
    }
}
