using System.Text.Json;

namespace Custos.App.Api;

/// <summary>What is to be moderated? The request body of OpenAI's <c>POST /v1/moderations</c>.</summary>
/// <param name="Texts">One text per result, in order.</param>
/// <param name="Model">The model that the caller named, or null; Custos decides with its own bundle and says so in the answer.</param>
internal sealed record ModerationRequest(IReadOnlyList<string> Texts, string? Model)
{
    /// <exception cref="ProblemException">The body is not such a request, or goes over a limit.</exception>
    public static async Task<ModerationRequest> ReadAsync(HttpContext context, RequestLimits limits)
    {
        List<string>? texts = null;
        string? model = null;
        await RequestJson.ReadObjectAsync(context, limits, (string name, ref Utf8JsonReader reader) =>
        {
            switch (name)
            {
                case "input":
                    texts = ReadInput(ref reader, limits);
                    break;
                case "model":
                    model = RequestJson.ReadOptionalText(name, ref reader);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        });

        if (texts is null or [])
        {
            throw new ProblemException(Problem.BadRequest("There is no 'input'; send a text or an array of texts."));
        }

        foreach (var text in texts)
        {
            if (text.Length > limits.MaxTextLength)
            {
                throw new ProblemException(Problem.TooLarge($"A text is longer than {limits.MaxTextLength} UTF-16 units; send it in parts."));
            }
        }

        return new ModerationRequest(texts, model);
    }

    private static List<string> ReadInput(ref Utf8JsonReader reader, RequestLimits limits)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return [RequestJson.ReadText(ref reader)];
        }

        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new ProblemException(Problem.BadRequest("'input' is neither a text nor an array of texts."));
        }

        var texts = new List<string>();
        var parts = new List<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.String:
                    texts.Add(RequestJson.ReadText(ref reader));
                    break;
                case JsonTokenType.StartObject:
                    parts.Add(ReadPart(ref reader));
                    break;
                default:
                    throw new ProblemException(Problem.BadRequest("'input' holds something that is neither a text nor a content part."));
            }

            if (texts.Count + parts.Count > limits.MaxTexts)
            {
                throw new ProblemException(Problem.TooLarge($"'input' holds more than {limits.MaxTexts} texts; send them in several requests."));
            }
        }

        return (texts, parts) switch
        {
            (_, []) => texts,
            // OpenAI's content parts make up one input and get one result.
            ([], _) => [string.Join('\n', parts)],
            _ => throw new ProblemException(Problem.BadRequest("'input' mixes texts and content parts; send one kind.")),
        };
    }

    private static string ReadPart(ref Utf8JsonReader reader)
    {
        string? type = null, text = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = RequestJson.ReadText(ref reader);
            reader.Read();
            switch (name)
            {
                case "type":
                    type = RequestJson.ReadOptionalText(name, ref reader);
                    break;
                case "text":
                    text = RequestJson.ReadOptionalText(name, ref reader);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return type == "text" && text is not null
            ? text
            : throw new ProblemException(Problem.BadRequest("'input' holds a content part that is not text; this server decides on text only."));
    }
}
