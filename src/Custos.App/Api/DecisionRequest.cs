using System.Text.Json;
using Custos.Records;

namespace Custos.App.Api;

/// <summary>What is to be decided? The request body of <c>POST /v1/decisions</c>.</summary>
internal static class DecisionRequest
{
    private const int LongestDeadlineMilliseconds = 60_000;
    private const int LongestNameLength = 512;

    /// <exception cref="ProblemException">The body is not such a request, or goes over a limit.</exception>
    public static async Task<Message> ReadAsync(HttpContext context, RequestLimits limits)
    {
        string? content = null;
        var message = new Message { Text = "", Endpoint = "/v1/decisions" };
        await RequestJson.ReadObjectAsync(context, limits, (string name, ref Utf8JsonReader reader) =>
        {
            switch (name)
            {
                case "content":
                    content = RequestJson.ReadOptionalText(name, ref reader);
                    break;
                case "direction":
                    message = message with { Direction = ReadDirection(ref reader) };
                    break;
                case "organisation" or "organization":
                    message = message with { Organisation = ReadName(name, ref reader) };
                    break;
                case "user":
                    message = message with { User = ReadName(name, ref reader) };
                    break;
                case "conversation":
                    message = message with { Conversation = ReadName(name, ref reader) };
                    break;
                case "tier":
                    message = message with { Tier = ReadName(name, ref reader) };
                    break;
                case "region":
                    message = message with { Region = ReadName(name, ref reader) };
                    break;
                case "endpoint":
                    message = message with { Endpoint = ReadName(name, ref reader) ?? message.Endpoint };
                    break;
                case "address":
                    message = message with { Address = ReadName(name, ref reader) };
                    break;
                case "tokens":
                    message = message with { Tokens = ReadTokens(ref reader) };
                    break;
                case "tool":
                    message = message with { Tool = ReadName(name, ref reader) };
                    break;
                case "deadline_ms":
                    message = message with { Deadline = ReadDeadline(ref reader) };
                    break;
                default:
                    reader.Skip();
                    break;
            }
        });

        if (content is null)
        {
            throw new ProblemException(Problem.BadRequest("There is no 'content'; send the text to decide on as 'content'."));
        }

        if (content.Length > limits.MaxTextLength)
        {
            throw new ProblemException(Problem.TooLarge($"'content' is longer than {limits.MaxTextLength} UTF-16 units; send it in parts."));
        }

        if (message.Direction == Direction.ToolCall != message.Tool is not null)
        {
            throw new ProblemException(Problem.BadRequest("A call of a tool has 'direction': 'tool_call' and a 'tool', its name; its arguments, as JSON, are the 'content'."));
        }

        return message with { Text = content };
    }

    private static string? ReadName(string name, ref Utf8JsonReader reader)
    {
        var text = RequestJson.ReadOptionalText(name, ref reader);
        return text is { Length: > LongestNameLength }
            ? throw new ProblemException(Problem.BadRequest($"'{name}' is longer than {LongestNameLength} UTF-16 units."))
            : text;
    }

    private static Direction ReadDirection(ref Utf8JsonReader reader) => RequestJson.ReadOptionalText("direction", ref reader) switch
    {
        "input" or null => Direction.Input,
        "output" => Direction.Output,
        "tool_call" => Direction.ToolCall,
        _ => throw new ProblemException(Problem.BadRequest("'direction' is none of 'input', 'output' and 'tool_call'.")),
    };

    private static int ReadTokens(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var tokens) && tokens >= 0
        ? tokens
        : throw new ProblemException(Problem.BadRequest("'tokens' is not a whole number of 0 or more."));

    private static TimeSpan ReadDeadline(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt32(out var milliseconds) || milliseconds is < 1 or > LongestDeadlineMilliseconds)
        {
            throw new ProblemException(Problem.BadRequest($"'deadline_ms' is not a whole number from 1 to {LongestDeadlineMilliseconds}."));
        }

        return TimeSpan.FromMilliseconds(milliseconds);
    }
}
