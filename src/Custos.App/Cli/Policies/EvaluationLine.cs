using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Custos.Policy.Values;

namespace Custos.App.Cli.Policies;

/// <summary>How is one line of <c>custos policy eval</c> answered?</summary>
internal static class EvaluationLine
{
    private static readonly JsonWriterOptions Written = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Answers every line until there are no more; blank ones are no requests.</summary>
    /// <remarks>Answers are handed on whenever no line is waiting, so that who waits for each gets it.</remarks>
    public static async Task AnswerAllAsync(StreamReader requests, TextWriter answers, CancellationToken cancellationToken)
    {
        var next = requests.ReadLineAsync(cancellationToken);
        while (await next is { } line)
        {
            if (!string.IsNullOrWhiteSpace(line)) await answers.WriteLineAsync(Answer(line).AsMemory(), cancellationToken);
            next = requests.ReadLineAsync(cancellationToken);
            if (!next.IsCompleted) await answers.FlushAsync(cancellationToken);
        }

        await answers.FlushAsync(cancellationToken);
    }

    /// <summary>An answer as one line of JSON.</summary>
    /// <param name="id">As it was given; null for none.</param>
    /// <param name="evaluation">What the expression came to.</param>
    public static string Of(JsonElement? id, Evaluation evaluation)
    {
        var answer = evaluation.Answer;
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Written))
        {
            writer.WriteStartObject();
            if (id is { } given)
            {
                writer.WritePropertyName("id");
                given.WriteTo(writer);
            }

            writer.WritePropertyName(answer.IsFailure ? "error" : "value");
            if (answer.IsFailure) writer.WriteStringValue(answer.AsError.Message);
            else ValueJson.Write(writer, answer);
            if (evaluation.Misfit is { } misfit) writer.WriteString("misfit", misfit);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static string Answer(string line)
    {
        JsonElement? id = null;
        try
        {
            using var document = JsonDocument.Parse(line);
            var request = document.RootElement;
            if (request.ValueKind != JsonValueKind.Object) throw new FormatException("A line is a JSON object with \"expr\".");
            if (request.TryGetProperty("id", out var given)) id = given.Clone();
            if (!request.TryGetProperty("expr", out var expression) || expression.ValueKind != JsonValueKind.String) throw new FormatException("A line needs its expression as a text in \"expr\".");
            var bindings = request.TryGetProperty("bindings", out var values) && values.ValueKind != JsonValueKind.Null ? Evaluation.ReadBindings(values) : [];
            var container = request.TryGetProperty("container", out var space) && space.ValueKind == JsonValueKind.String ? space.GetString()! : "";
            return Of(id, Evaluation.Of(expression.GetString()!, bindings, container));
        }
        catch (JsonException)
        {
            return Of(id, new Evaluation(Value.Error("The line is no JSON.")));
        }
        catch (Exception wrong) when (wrong is FormatException or InvalidOperationException)
        {
            return Of(id, new Evaluation(Value.Error(wrong is FormatException ? wrong.Message : "A text of the line holds half a character.")));
        }
    }
}
