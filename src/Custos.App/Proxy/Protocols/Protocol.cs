using System.Text.Json;

namespace Custos.App.Proxy.Protocols;

/// <summary>How do a client and a model's server speak? One for each way; reads what Custos must know and leaves the rest as it is.</summary>
internal abstract class Protocol
{
    /// <summary>As it stands in records.</summary>
    public abstract string Name { get; }

    /// <summary>Where clients send to.</summary>
    public abstract string Path { get; }

    /// <summary>Which server answers.</summary>
    public abstract Family Family { get; }

    /// <summary>What is asked.</summary>
    /// <exception cref="Api.ProblemException">The body is not such a request.</exception>
    public abstract Asked ReadRequest(JsonElement body, JsonPlaces places);

    /// <summary>What is answered.</summary>
    /// <exception cref="JsonException">The body is not such an answer.</exception>
    public abstract Answer ReadAnswer(JsonElement body, JsonPlaces places);

    public abstract StreamReading ReadStream();

    /// <summary>A whole answer that says only this, as the model's; what the model's server said of itself stays.</summary>
    /// <param name="asked">What was asked.</param>
    /// <param name="id">The answer's identifier.</param>
    /// <param name="at">When it is given.</param>
    /// <param name="message">What it says.</param>
    /// <param name="ending">What the model used; nothing where it was not asked.</param>
    public abstract byte[] Instead(Asked asked, string id, DateTimeOffset at, string message, Ending ending);

    /// <summary>The same as a stream of events.</summary>
    public abstract byte[] InsteadStreamed(Asked asked, string id, DateTimeOffset at, string message);

    /// <summary>Every text under a value that a model may read, whatever its kind: content as a text, as parts, as parts of parts.</summary>
    internal static void Collect(JsonElement content, Speaker speaker, JsonPlaces places, List<AskedText> into)
    {
        switch (content.ValueKind)
        {
            case JsonValueKind.String:
                into.Add(new AskedText(speaker, JsonPlaces.TextOf(content), places.Of(content)));
                break;
            case JsonValueKind.Array:
                foreach (var part in content.EnumerateArray()) Collect(part, speaker, places, into);
                break;
            case JsonValueKind.Object:
                CollectPart(content, speaker, places, into);
                break;
        }
    }

    // Images, sound and files in base64 are no texts; a source says which it is.
    private static void CollectPart(JsonElement part, Speaker speaker, JsonPlaces places, List<AskedText> into)
    {
        foreach (var member in part.EnumerateObject())
        {
            if (member.Name is "text" or "content" or "output" or "refusal" or "title" or "context" or "query") Collect(member.Value, speaker, places, into);
            else if (member.Name == "source" && JsonPlaces.TextOf(member.Value, "type") is "text" or "content")
            {
                if (member.Value.TryGetProperty("data", out var data)) Collect(data, speaker, places, into);
                if (member.Value.TryGetProperty("content", out var content)) Collect(content, speaker, places, into);
            }
        }
    }
}

/// <summary>Whose protocol is it?</summary>
internal enum Family
{
    OpenAi,
    Anthropic,
}
