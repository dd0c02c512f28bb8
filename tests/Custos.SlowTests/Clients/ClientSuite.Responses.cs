using System.ClientModel;
using System.Text;
using OpenAI.Responses;

namespace Custos.SlowTests.Clients;

public abstract partial class ClientSuite
{
    private static readonly ResponseTool[] ResponseTools =
    [
        ResponseTool.CreateFunctionTool("weather", BinaryData.FromString(Weather), strictModeEnabled: true),
        ResponseTool.CreateFunctionTool("clock", BinaryData.FromString(Clock), strictModeEnabled: true),
    ];

    [Fact]
    public async Task Responses_answer()
    {
        ResponseResult answer = await Responses().CreateResponseAsync("echo", "Grüße 🎉");

        answer.GetOutputText().ShouldBe("Grüße 🎉");
        answer.Status.ShouldBe(ResponseStatus.Completed);
        answer.Id.ShouldStartWith("resp_");
        answer.Usage.OutputTokenCount.ShouldBe(2);
    }

    [Fact]
    public async Task Responses_stream_reasoning_and_text_in_numbered_events()
    {
        var (reasoning, said, numbers) = (new StringBuilder(), new StringBuilder(), new List<int>());
        ResponseResult? whole = null;

        await foreach (var update in await Responses().CreateResponseStreamingAsync("reasons", "hi"))
        {
            numbers.Add(update.SequenceNumber);
            switch (update)
            {
                case StreamingResponseReasoningSummaryTextDeltaUpdate thought: reasoning.Append(thought.Delta); break;
                case StreamingResponseOutputTextDeltaUpdate words: said.Append(words.Delta); break;
                case StreamingResponseCompletedUpdate completed: whole = completed.Response; break;
            }
        }

        numbers.ShouldBe(Enumerable.Range(0, numbers.Count));
        whole!.OutputItems.OfType<ReasoningResponseItem>().ShouldHaveSingleItem().GetSummaryText().ShouldBe(reasoning.ToString());
        whole.GetOutputText().ShouldBe(said.ToString());
        said.Length.ShouldBePositive();
        whole.Usage.OutputTokenDetails.ReasoningTokenCount.ShouldBePositive();
    }

    [Fact]
    public async Task Responses_call_tools_in_parallel_and_hear_their_answers()
    {
        List<ResponseItem> items = [ResponseItem.CreateUserMessageItem("Oslo")];
        var streamed = new List<(string Name, string Arguments)>();

        ResponseResult calling = await Responses().CreateResponseAsync(Asked());
        await foreach (var update in await Responses().CreateResponseStreamingAsync(Asked(streams: true)))
        {
            if (update is StreamingResponseOutputItemDoneUpdate { Item: FunctionCallResponseItem call }) streamed.Add((call.FunctionName, call.FunctionArguments.ToString()));
        }

        var calls = calling.OutputItems.OfType<FunctionCallResponseItem>().ToList();
        items.AddRange(calls);
        items.AddRange(calls.Select((call, number) => ResponseItem.CreateFunctionCallOutputItem(call.CallId, number == 0 ? "rain" : "noon")));
        ResponseResult told = await Responses().CreateResponseAsync(Asked());

        calls.Select(call => (call.FunctionName, call.FunctionArguments.ToString())).ShouldBe([("weather", """{"city":"Oslo"}"""), ("clock", """{"zone":"Oslo"}""")]);
        streamed.ShouldBe(calls.Select(call => (call.FunctionName, call.FunctionArguments.ToString())));
        told.GetOutputText().ShouldBe("The tool said: rain\nnoon");

        CreateResponseOptions Asked(bool streams = false) => new("parallel-tools", items) { Tools = { ResponseTools[0], ResponseTools[1] }, StreamingEnabled = streams };
    }

    [Fact]
    public async Task Responses_refuse_and_stop_early()
    {
        ResponseResult refused = await Responses().CreateResponseAsync("refuses", "hi");
        ResponseResult truncated = await Responses().CreateResponseAsync("truncated", "hi");
        var streamed = new StringBuilder();
        var incomplete = 0;
        await foreach (var update in await Responses().CreateResponseStreamingAsync("refuses", "hi")) streamed.Append((update as StreamingResponseRefusalDeltaUpdate)?.Delta);
        await foreach (var update in await Responses().CreateResponseStreamingAsync("truncated", "hi")) incomplete += update is StreamingResponseIncompleteUpdate ? 1 : 0;

        refused.OutputItems.OfType<MessageResponseItem>().Single().Content.ShouldHaveSingleItem().Refusal.ShouldBe("I cannot help with that.");
        streamed.ToString().ShouldBe("I cannot help with that.");
        truncated.Status.ShouldBe(ResponseStatus.Incomplete);
        truncated.IncompleteStatusDetails.Reason.ShouldBe(ResponseIncompleteStatusReason.MaxOutputTokens);
        incomplete.ShouldBe(1);
    }

    [Fact]
    public async Task Responses_pass_pictures_in()
    {
        await Responses().CreateResponseAsync("echo", [ResponseItem.CreateUserMessageItem([ResponseContentPart.CreateInputTextPart("What is this?"), ResponseContentPart.CreateInputImagePart(new Uri($"data:image/gif;base64,{Convert.ToBase64String(Pixel)}"))])]);

        LastBody.ShouldContain($"data:image/gif;base64,{Convert.ToBase64String(Pixel)}");
    }

    [Theory]
    [InlineData("nobody", 404)]
    [InlineData("rate-limited", 429)]
    public async Task Responses_errors_reach_the_client(string model, int status)
    {
        var failed = await Should.ThrowAsync<ClientResultException>(async () => await Responses().CreateResponseAsync(model, "hi"));

        failed.Status.ShouldBe(status);
    }

    [Fact]
    public async Task Responses_that_are_cancelled_midway_leave_the_upstream()
    {
        var left = Upstream.Requests.Left;
        using var leaving = new CancellationTokenSource();

        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await foreach (var update in (await Responses().CreateResponseStreamingAsync(ClientTarget.Endless, "hi", cancellationToken: leaving.Token)).WithCancellation(leaving.Token))
            {
                if (update is StreamingResponseOutputTextDeltaUpdate) await leaving.CancelAsync();
            }
        });

        await LeftAsync(left);
    }
}
