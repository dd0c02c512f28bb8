using Microsoft.Extensions.AI;

namespace Custos.Providers.Models;

/// <summary>A model that answers what a function says. For tests and trials.</summary>
/// <param name="answer">From the messages and the options to the answer's text.</param>
/// <remarks>Tokens are a quarter of the characters: simulated, like the words. As thread-safe as the function.</remarks>
public sealed class SimulatedChatClient(Func<IReadOnlyList<ChatMessage>, ChatOptions?, string> answer) : IChatClient
{
    private const int CharactersPerToken = 4;

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var asked = messages.ToList();
        var text = answer(asked, options);
        return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, text))
        {
            ModelId = options?.ModelId,
            Usage = new UsageDetails { InputTokenCount = asked.Sum(message => TokensOf(message.Text)), OutputTokenCount = TokensOf(text) },
        });
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var update in (await GetResponseAsync(messages, options, cancellationToken)).ToChatResponseUpdates()) yield return update;
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
        // It holds nothing.
    }

    private static long TokensOf(string text) => (text.Length + CharactersPerToken - 1) / CharactersPerToken;
}
