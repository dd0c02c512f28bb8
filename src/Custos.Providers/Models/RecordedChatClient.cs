using System.Text.Json;
using Custos.Records;
using Microsoft.Extensions.AI;

namespace Custos.Providers.Models;

/// <summary>What did a model answer to the same request before? Replays a folder of answers, and records into it where there is a model to ask.</summary>
/// <remarks>A file an answer, named by the request's hash. The request itself is not kept: judged texts stay where they are. Thread-safe.</remarks>
/// <param name="folder">Where the answers lie.</param>
/// <param name="live">Asked where there is none yet; null to fail there.</param>
public sealed class RecordedChatClient(string folder, IChatClient? live = null) : IChatClient
{
    /// <exception cref="NotRecordedException">There is no such answer, and nobody to ask.</exception>
    /// <exception cref="BadInputException">A file of the folder holds no answer.</exception>
    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var asked = messages.ToList();
        var hash = RequestHash.Of(asked, options);
        var path = Path.Combine(folder, $"{hash}.json");
        if (File.Exists(path)) return Read(path, await File.ReadAllTextAsync(path, cancellationToken));
        if (live is null) throw new NotRecordedException(hash, folder);
        var answer = await live.GetResponseAsync(asked, options, cancellationToken);
        await WriteAsync(path, answer, cancellationToken);
        return answer;
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var update in (await GetResponseAsync(messages, options, cancellationToken)).ToChatResponseUpdates()) yield return update;
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceKey is null && serviceType.IsInstanceOfType(this) ? this : live?.GetService(serviceType, serviceKey);

    public void Dispose() => live?.Dispose();

    private static ChatResponse Read(string path, string json)
    {
        try
        {
            var kept = JsonSerializer.Deserialize(json, RecordedAnswerJson.Default.RecordedAnswer) ?? throw new JsonException();
            return new ChatResponse(new ChatMessage(ChatRole.Assistant, kept.Text))
            {
                ModelId = kept.Model,
                Usage = new UsageDetails { InputTokenCount = kept.InputTokens, OutputTokenCount = kept.OutputTokens },
            };
        }
        catch (JsonException broken)
        {
            throw new BadInputException("This is no recorded answer.", "Remove the file, and record the answer again.", path, innerException: broken);
        }
    }

    // Whole or not at all: two that record the same request at once write the same.
    private async Task WriteAsync(string path, ChatResponse answer, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var partial = $"{path}.{Guid.NewGuid():n}.partial";
        var kept = new RecordedAnswer(answer.ModelId, answer.Text, answer.Usage?.InputTokenCount, answer.Usage?.OutputTokenCount);
        await File.WriteAllTextAsync(partial, JsonSerializer.Serialize(kept, RecordedAnswerJson.Default.RecordedAnswer) + "\n", cancellationToken);
        File.Move(partial, path, overwrite: true);
    }
}
