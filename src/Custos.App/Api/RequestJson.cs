using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;

namespace Custos.App.Api;

/// <summary>What did the caller send? Reads a bounded JSON body whatever its content type says, and hands its members to a reader.</summary>
internal static class RequestJson
{
    /// <summary>What to do with one member of the body's object; the reader stands on the member's value.</summary>
    internal delegate void MemberReader(string name, ref Utf8JsonReader reader);

    /// <summary>What to make of the whole body, which is valid UTF-8.</summary>
    internal delegate T BodyReader<out T>(ReadOnlySpan<byte> utf8);

    /// <exception cref="ProblemException">The body is too large, not UTF-8, not JSON, too deep, or not an object.</exception>
    public static Task ReadObjectAsync(HttpContext context, RequestLimits limits, MemberReader readMember) => ReadAsync(context, limits, utf8 =>
    {
        ReadObject(utf8, limits, readMember);
        return true;
    });

    /// <summary>Reads the body, within the limit, and hands it over.</summary>
    /// <exception cref="ProblemException">The body is too large or not UTF-8.</exception>
    public static async Task<T> ReadAsync<T>(HttpContext context, RequestLimits limits, BodyReader<T> read)
    {
        if (context.Request.ContentLength > limits.MaxBodyBytes)
        {
            throw new ProblemException(TooLarge(limits));
        }

        var body = context.Request.BodyReader;
        while (true)
        {
            var result = await body.ReadAsync(context.RequestAborted);
            if (result.Buffer.Length > limits.MaxBodyBytes)
            {
                body.AdvanceTo(result.Buffer.End);
                throw new ProblemException(TooLarge(limits));
            }

            if (!result.IsCompleted)
            {
                body.AdvanceTo(result.Buffer.Start, result.Buffer.End);
                continue;
            }

            try
            {
                return Read(result.Buffer, read);
            }
            finally
            {
                // Also when the body was refused: a read that is not ended breaks the connection before the answer.
                body.AdvanceTo(result.Buffer.End);
            }
        }
    }

    private static T Read<T>(ReadOnlySequence<byte> body, BodyReader<T> read)
    {
        var utf8 = body.IsSingleSegment ? body.FirstSpan : body.ToArray();
        if (utf8.StartsWith("\uFEFF"u8))
        {
            utf8 = utf8[3..];
        }

        return Utf8.IsValid(utf8) ? read(utf8) : throw new ProblemException(Problem.BadRequest("The body is not valid UTF-8; encode it as UTF-8."));
    }

    private static void ReadObject(ReadOnlySpan<byte> utf8, RequestLimits limits, MemberReader readMember)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = limits.MaxDepth });
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                throw new ProblemException(Problem.BadRequest("The body is not a JSON object; send one like {\"input\": \"…\"}."));
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = ReadText(ref reader);
                reader.Read();
                readMember(name, ref reader);
            }

            if (reader.Read())
            {
                throw new ProblemException(Problem.BadRequest("The body goes on after its JSON object; send one object."));
            }
        }
        catch (JsonException bad)
        {
            // The reader's own message quotes content; the place is enough.
            throw new ProblemException(Problem.BadRequest(
                $"The body is not valid JSON at line {bad.LineNumber + 1}, byte {bad.BytePositionInLine + 1} (or nests deeper than {limits.MaxDepth} levels)."));
        }
    }

    /// <summary>The text of a string or member name; a lone surrogate, which JSON can spell but Unicode has not, becomes U+FFFD.</summary>
    public static string ReadText(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
        {
            return reader.GetString()!;
        }

        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return LoneSurrogates.Unescape(reader.ValueSpan);
        }
    }

    /// <summary>A text or null.</summary>
    /// <exception cref="ProblemException">The member holds something else.</exception>
    public static string? ReadOptionalText(string name, ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => ReadText(ref reader),
        JsonTokenType.Null => null,
        _ => throw new ProblemException(Problem.BadRequest($"'{name}' is not a text.")),
    };

    private static Problem TooLarge(RequestLimits limits) => Problem.TooLarge($"The body is larger than {limits.MaxBodyBytes} bytes; send fewer or shorter texts.");
}
