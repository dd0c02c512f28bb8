using Anthropic;
using Anthropic.Core;
using Anthropic.Models.Messages;
using OpenAI;
using OpenAI.Chat;
using OpenAI.Responses;

namespace Custos.SlowTests.Clients;

/// <summary>What the official clients make of an answer that a policy stopped: an answer in their own protocol, which says so.</summary>
public sealed class ProxyBlockTests(SplitTarget target) : IClassFixture<SplitTarget>
{
    private const string Asked = "Tell me of the forbidden fruit.";

    [Fact]
    public async Task A_blocked_question_never_reaches_the_model()
    {
        var before = target.Upstream.Requests.Seen;

        ChatCompletion chat = await Chat("echo").CompleteChatAsync(new UserChatMessage(Asked));
        ResponseResult response = await Responses().CreateResponseAsync("echo", Asked);
        var message = await Claude().Messages.Create(Asking("echo", Asked));

        target.Upstream.Requests.Seen.ShouldBe(before);
        $"{chat.Refusal}{string.Concat(chat.Content.Select(part => part.Text))}".ShouldContain(ProxyTarget.Message);
        string.Concat(response.OutputItems.OfType<MessageResponseItem>().SelectMany(item => item.Content).Select(part => part.Refusal ?? part.Text)).ShouldContain(ProxyTarget.Message);
        Text(message).ShouldContain(ProxyTarget.Message);
        message.StopReason!.Value().ShouldBe(StopReason.Refusal);
    }

    [Fact]
    public async Task A_blocked_question_streams_as_an_answer()
    {
        var chat = "";
        await foreach (var update in Chat("echo").CompleteChatStreamingAsync(new UserChatMessage(Asked))) chat += update.RefusalUpdate + string.Concat(update.ContentUpdate.Select(part => part.Text));
        var message = "";
        await foreach (var one in Claude().Messages.CreateStreaming(Asking("echo", Asked)))
        {
            if (one.TryPickContentBlockDelta(out var delta) && delta.Delta.TryPickText(out var text)) message += text.Text;
        }

        ResponseResult? response = null;
        await foreach (var update in await Responses().CreateResponseStreamingAsync("echo", Asked))
        {
            response = (update as StreamingResponseCompletedUpdate)?.Response ?? (update as StreamingResponseIncompleteUpdate)?.Response ?? response;
        }

        chat.ShouldContain(ProxyTarget.Message);
        message.ShouldContain(ProxyTarget.Message);
        string.Concat(response!.OutputItems.OfType<MessageResponseItem>().SelectMany(item => item.Content).Select(part => part.Refusal ?? part.Text)).ShouldContain(ProxyTarget.Message);
    }

    [Theory]
    [InlineData("say")]
    [InlineData("reason")]
    [InlineData("call")]
    public async Task A_blocked_answer_is_one_that_the_clients_read(string kind)
    {
        var model = $"blocked-{kind}-0";

        ChatCompletion chat = await Chat(model).CompleteChatAsync(new UserChatMessage("hi"));
        ResponseResult response = await Responses().CreateResponseAsync(model, "hi");
        var message = await Claude().Messages.Create(Asking(model, "hi"));

        $"{chat.Refusal}{string.Concat(chat.Content.Select(part => part.Text))}".ShouldContain(ProxyTarget.Message);
        chat.ToolCalls.ShouldBeEmpty();
        response.OutputItems.OfType<FunctionCallResponseItem>().ShouldBeEmpty();
        string.Concat(response.OutputItems.OfType<MessageResponseItem>().SelectMany(item => item.Content).Select(part => part.Refusal ?? part.Text)).ShouldContain(ProxyTarget.Message);
        Text(message).ShouldContain(ProxyTarget.Message);
        message.Content.ShouldAllBe(block => block.Type.Value() != ContentBlockType.ToolUse);
    }

    [Fact]
    public async Task The_npm_packages_read_every_blocked_stream() => (await NodeScript.PassesAsync("blocked.mjs", target)).ShouldBePositive();

    private ChatClient Chat(string model) => new(model, new System.ClientModel.ApiKeyCredential(target.Key), new OpenAIClientOptions { Endpoint = new Uri(target.Url, "/v1") });

    private ResponsesClient Responses() => new(new System.ClientModel.ApiKeyCredential(target.Key), new ResponsesClientOptions { Endpoint = new Uri(target.Url, "/v1") });

    private AnthropicClient Claude() => new(new ClientOptions { BaseUrl = target.Url.ToString().TrimEnd('/'), ApiKey = target.Key, MaxRetries = 0, ResponseValidation = true });

    private static string Text(Message message) => string.Concat(message.Content.Select(block => block.TryPickText(out var text) ? text.Text : ""));

    private static MessageCreateParams Asking(string model, string text) => new() { Model = model, MaxTokens = 1024, Messages = [new UserMessageParam(text)] };
}
