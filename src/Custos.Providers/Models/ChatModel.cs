using System.ClientModel;
using System.Text.Json;
using Anthropic.Exceptions;
using Custos.Policy.Judging;
using Custos.Records.Opinions;
using Microsoft.Extensions.AI;

namespace Custos.Providers.Models;

/// <summary>What does a chat model answer a judge? Any <see cref="IChatClient"/>; its failures are cases.</summary>
public sealed class ChatModel(IChatClient client, ModelChoice choice) : JudgeModel
{
    /// <summary>Under which name the options say which of several answers to the same words is asked for.</summary>
    public const string VoteOption = "vote";

    public override string Name => choice.Name;

    public override async ValueTask<ModelReply> AnswerAsync(IReadOnlyList<JudgeTurn> turns, int vote, CancellationToken cancellationToken)
    {
        var options = new ChatOptions
        {
            ModelId = choice.Name,
            MaxOutputTokens = choice.MaxTokens,
            Temperature = (float?)choice.Temperature,
            AdditionalProperties = new AdditionalPropertiesDictionary { [VoteOption] = vote },
        };
        try
        {
            var answer = await client.GetResponseAsync([.. turns.Select(turn => new ChatMessage(RoleOf(turn.Speaker), turn.Text))], options, cancellationToken);
            return new ModelReply.Said(answer.Text, Count(answer.Usage?.InputTokenCount), Count(answer.Usage?.OutputTokenCount));
        }
        catch (Exception failed) when (!cancellationToken.IsCancellationRequested && CauseOf(failed) is not null)
        {
            return new ModelReply.Failed(CauseOf(failed)!.Value);
        }
    }

    // OpenAI's client wraps what failed each time into one exception, and says 0 where there was no status.
    private static NoAnswer? CauseOf(Exception failed) => failed switch
    {
        NotRecordedException => NoAnswer.NotRecorded,
        AggregateException { InnerException: { } first } => CauseOf(first),
        ClientResultException { Status: 0 } => NoAnswer.Unreachable,
        ClientResultException or AnthropicApiException => NoAnswer.Refused,
        OperationCanceledException or TimeoutException => NoAnswer.Timeout,
        AnthropicException or HttpRequestException or IOException or JsonException => NoAnswer.Unreachable,
        _ => null,
    };

    private static ChatRole RoleOf(JudgeSpeaker speaker) => speaker switch
    {
        JudgeSpeaker.System => ChatRole.System,
        JudgeSpeaker.Model => ChatRole.Assistant,
        _ => ChatRole.User,
    };

    private static int? Count(long? tokens) => tokens is >= 0 and <= int.MaxValue ? (int)tokens : null;
}
