using System.Net;
using System.Text;
using System.Text.Json;
using Anthropic.Exceptions;
using Anthropic.Models.Messages;

namespace Custos.SlowTests.Clients;

public abstract partial class ClientSuite
{
    private static readonly Tool WeatherTool = new() { Name = "weather", InputSchema = new InputSchema { Properties = new Dictionary<string, JsonElement> { ["city"] = Json("""{"type":"string"}""") }, Required = ["city"] } };
    private static readonly Tool ClockTool = new() { Name = "clock", InputSchema = new InputSchema { Properties = new Dictionary<string, JsonElement> { ["zone"] = Json("""{"type":"string"}""") }, Required = ["zone"] } };

    [Fact]
    public async Task Messages_answer()
    {
        var answer = await Claude().Messages.Create(Asking("echo", "Grüße 🎉"));

        answer.Content.ShouldHaveSingleItem().TryPickText(out var text).ShouldBeTrue();
        text!.Text.ShouldBe("Grüße 🎉");
        answer.StopReason!.Value().ShouldBe(StopReason.EndTurn);
        answer.ID.ShouldStartWith("msg_");
        answer.Usage.OutputTokens.ShouldBe(2);
    }

    [Theory]
    [InlineData("echo")]
    [InlineData("dribbles")]
    [InlineData("comments")]
    [InlineData("escapes")]
    public async Task Messages_stream(string model)
    {
        var said = new StringBuilder();
        var kinds = new List<RawMessageStreamEventType>();
        await foreach (var one in Claude().Messages.CreateStreaming(Asking(model, "Grüße 🎉 to all of you")))
        {
            kinds.Add(one.Type.Value());
            if (one.TryPickContentBlockDelta(out var delta) && delta.Delta.TryPickText(out var text)) said.Append(text.Text);
        }

        said.ToString().ShouldBe("Grüße 🎉 to all of you");
        kinds[0].ShouldBe(RawMessageStreamEventType.MessageStart);
        kinds[^1].ShouldBe(RawMessageStreamEventType.MessageStop);
    }

    [Fact]
    public async Task Messages_stream_thinking_with_its_signature()
    {
        var (thinking, signature) = (new StringBuilder(), "");
        var whole = await Claude().Messages.Create(Asking("reasons", "hi"));
        await foreach (var one in Claude().Messages.CreateStreaming(Asking("reasons", "hi")))
        {
            if (!one.TryPickContentBlockDelta(out var delta)) continue;
            if (delta.Delta.TryPickThinking(out var thought)) thinking.Append(thought.Thinking);
            if (delta.Delta.TryPickSignature(out var signed)) signature = signed.Signature;
        }

        whole.Content[0].TryPickThinking(out var block).ShouldBeTrue();
        thinking.ToString().ShouldBe(block!.Thinking);
        thinking.Length.ShouldBePositive();
        signature.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Messages_call_tools_in_parallel_and_hear_their_answers()
    {
        var asked = Asking("parallel-tools", "Oslo") with { Tools = [WeatherTool, ClockTool] };
        var streamed = new SortedDictionary<long, (string Name, string Arguments)>();

        var calling = await Claude().Messages.Create(asked);
        await foreach (var one in Claude().Messages.CreateStreaming(asked))
        {
            if (one.TryPickContentBlockStart(out var start) && start.ContentBlock.TryPickToolUse(out var begun)) streamed[start.Index] = (begun.Name, "");
            if (one.TryPickContentBlockDelta(out var delta) && delta.Delta.TryPickInputJson(out var piece)) streamed[delta.Index] = (streamed[delta.Index].Name, streamed[delta.Index].Arguments + piece.PartialJson);
        }

        var calls = calling.Content.Select(block => block.TryPickToolUse(out var call) ? call : null).OfType<ToolUseBlock>().ToList();
        var told = await Claude().Messages.Create(asked with
        {
            Messages =
            [
                .. asked.Messages,
                new AssistantMessageParam(calls.Select(call => (ContentBlockParam)new ToolUseBlockParam { ID = call.ID, Name = call.Name, Input = call.Input }).ToList()),
                new UserMessageParam(calls.Select((call, number) => (ContentBlockParam)new ToolResultBlockParam(call.ID) { Content = number == 0 ? "rain" : "noon" }).ToList()),
            ],
        });

        calling.StopReason!.Value().ShouldBe(StopReason.ToolUse);
        calls.Select(call => (call.Name, call.Input.Single().Key, call.Input.Single().Value.GetString())).ShouldBe([("weather", "city", "Oslo"), ("clock", "zone", "Oslo")]);
        streamed.Values.ShouldBe([("weather", """{"city":"Oslo"}"""), ("clock", """{"zone":"Oslo"}""")]);
        told.Content[0].TryPickText(out var text).ShouldBeTrue();
        text!.Text.ShouldBe("The tool said: rain\nnoon");
    }

    [Fact]
    public async Task Messages_refuse_and_stop_early()
    {
        var refused = await Claude().Messages.Create(Asking("refuses", "hi"));
        var truncated = await Claude().Messages.Create(Asking("truncated", "hi"));

        refused.StopReason!.Value().ShouldBe(StopReason.Refusal);
        refused.StopDetails!.Explanation.ShouldNotBeNullOrEmpty();
        truncated.StopReason!.Value().ShouldBe(StopReason.MaxTokens);
    }

    [Fact]
    public async Task Messages_pass_pictures_in_and_tokens_are_counted()
    {
        var picture = new ImageBlockParam(new Base64ImageSource { Data = Convert.ToBase64String(Pixel), MediaType = MediaType.ImageGif });
        await Claude().Messages.Create(Asking("echo", "") with { Messages = [new UserMessageParam(new List<ContentBlockParam> { new TextBlockParam("What is this?"), picture })] });

        LastBody.ShouldContain(Convert.ToBase64String(Pixel));
        (await Claude().Messages.CountTokens(new MessageCountTokensParams { Model = "echo", Messages = [new UserMessageParam("12345678")] })).InputTokens.ShouldBe(2);
    }

    [Theory]
    [InlineData("nobody", 404)]
    [InlineData("rate-limited", 429)]
    [InlineData("overloaded", 529)]
    [InlineData("server-error", 500)]
    public async Task Messages_errors_reach_the_client(string model, int status)
    {
        var failed = await Should.ThrowAsync<AnthropicApiException>(() => Claude().Messages.Create(Asking(model, "hi")));

        failed.StatusCode.ShouldBe((HttpStatusCode)status);
        Json(failed.ResponseBody).GetProperty("type").GetString().ShouldBe("error");
    }

    [Fact]
    public async Task Messages_with_a_wrong_key_are_refused()
    {
        var failed = await Should.ThrowAsync<AnthropicApiException>(() => Claude(key: "wrong").Messages.Create(Asking("echo", "hi")));

        failed.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        Json(failed.ResponseBody).GetProperty("error").GetProperty("type").GetString().ShouldBe("authentication_error");
    }

    [Fact]
    public async Task An_error_within_messages_is_raised()
    {
        await Should.ThrowAsync<AnthropicException>(async () =>
        {
            await foreach (var one in Claude().Messages.CreateStreaming(Asking("error-event", "hi"))) one.Type.Value().ShouldNotBe(RawMessageStreamEventType.MessageStop);
        });
    }

    [Fact]
    public async Task Messages_that_are_cancelled_midway_leave_the_upstream()
    {
        var left = Upstream.Requests.Left;
        using var leaving = new CancellationTokenSource();

        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await foreach (var one in Claude().Messages.CreateStreaming(Asking(ClientTarget.Endless, "hi"), leaving.Token))
            {
                if (one.TryPickContentBlockDelta(out _)) await leaving.CancelAsync();
            }
        });

        await LeftAsync(left);
    }

    private static MessageCreateParams Asking(string model, string text) => new() { Model = model, MaxTokens = 1024, Messages = [new UserMessageParam(text)] };
}
