using System.Text.Json;
using Custos.Records;
using Custos.Records.Telemetry;
using Custos.Store;
using Custos.Text.Identifiers;

namespace Custos.App.Api.Feedbacks;

/// <summary>What did a user say, as one JSON object tells it?</summary>
/// <remarks>Without consent the words are let go here; with it they are kept without personal identifiers, unless the caller says otherwise.</remarks>
internal static class FeedbackItem
{
    /// <summary>What such records bear as their source.</summary>
    public const string Source = "api";

    private const int LongestName = 512;
    private const int IdVersion = 7;

    private static readonly string[] Kinds = ["thumb", "stars", "text", "rewrite"];

    /// <summary>Reads one.</summary>
    /// <param name="item">The object.</param>
    /// <param name="now">When it came.</param>
    /// <param name="longestText">Of its words, in UTF-16 units.</param>
    /// <exception cref="BadInputException">It is none; the problem is a few words without content.</exception>
    public static Feedback Read(JsonElement item, DateTimeOffset now, int longestText)
    {
        if (item.ValueKind != JsonValueKind.Object) throw Wrong("The item is not an object.");
        var named = Kinds.Where(kind => item.TryGetProperty(kind, out var value) && value.ValueKind != JsonValueKind.Null).ToList();
        if (named.Count != 1) throw Wrong("The item has not exactly one of 'thumb', 'stars', 'text' and 'rewrite'.");
        var kind = FeedbackWords.KindOf(named[0]);
        var consent = ConsentOf(item);
        var exchange = ExchangeOf(item);
        var key = Name(item, "external_key");
        if (exchange is null && key is null) throw Wrong("The item names no exchange: 'exchange_id' or 'external_key'.");
        var at = AtOf(item);
        var words = kind is FeedbackKind.Text or FeedbackKind.Rewrite ? WordsOf(item, named[0], longestText) : null;
        var redacts = Truth(item, "redact") ?? true;
        return new Feedback(IdOf(Name(item, "key"), at, exchange, now), at ?? now)
        {
            Source = Source,
            ExchangeId = exchange,
            ExternalKey = key,
            User = Name(item, "user"),
            Kind = kind,
            Value = kind switch { FeedbackKind.Thumb => ThumbOf(item), FeedbackKind.Stars => StarsOf(item), _ => null },
            Content = consent == FeedbackConsent.None || words is null ? null : redacts ? IdentifierRedaction.Of(words) : words,
            Consent = consent,
            IsRedacted = words is not null && consent != FeedbackConsent.None && redacts,
        };
    }

    // The same key names the same feedback whenever it comes: its time is the one that was told, or the exchange's own.
    private static Guid IdOf(string? key, DateTimeOffset? at, Guid? exchange, DateTimeOffset now)
    {
        if (key is null) return Event.NewId(now);
        if (at is null && exchange is { Version: IdVersion } id) at = TimeOf(id);
        return TelemetryId.Of(at ?? DateTimeOffset.UnixEpoch, Source, key);
    }

    private static DateTimeOffset? TimeOf(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        long milliseconds = 0;
        foreach (var part in bytes[..6]) milliseconds = (milliseconds << 8) | part;
        return milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds() ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;
    }

    private static double ThumbOf(JsonElement item) => item.GetProperty("thumb") switch
    {
        { ValueKind: JsonValueKind.String } word when word.ValueEquals("up") => 1,
        { ValueKind: JsonValueKind.String } word when word.ValueEquals("down") => -1,
        { ValueKind: JsonValueKind.Number } number when number.GetDouble() is 1 or -1 => number.GetDouble(),
        _ => throw Wrong("'thumb' is neither 'up' nor 'down'."),
    };

    private static double StarsOf(JsonElement item) => item.GetProperty("stars") is { ValueKind: JsonValueKind.Number } number && number.GetDouble() is >= 1 and <= 5 and var stars
        ? stars
        : throw Wrong("'stars' is not a number from 1 to 5.");

    private static FeedbackConsent ConsentOf(JsonElement item) => Text(item, "consent") switch
    {
        null or "none" => FeedbackConsent.None,
        "store" => FeedbackConsent.Store,
        "train" => FeedbackConsent.Train,
        _ => throw Wrong("'consent' is none of 'none', 'store' and 'train'."),
    };

    private static Guid? ExchangeOf(JsonElement item) => Text(item, "exchange_id") is not { } text ? null
        : Guid.TryParse(text, out var id) ? id : throw Wrong("'exchange_id' is not a UUID.");

    private static DateTimeOffset? AtOf(JsonElement item) => Text(item, "at") is not { } text ? null
        : IsoTime.TryParse(text, out var at) ? Event.Truncate(at) : throw Wrong($"'at' is not a time; write it as {IsoTime.Example}.");

    private static string WordsOf(JsonElement item, string member, int longest)
    {
        var words = Text(item, member);
        if (string.IsNullOrWhiteSpace(words)) throw Wrong($"'{member}' is empty.");
        return words.Length <= longest ? words : throw Wrong($"'{member}' is longer than {longest} UTF-16 units.");
    }

    private static string? Name(JsonElement item, string member) => Text(item, member) is not { } text ? null
        : text.Length is > 0 and <= LongestName ? text : throw Wrong($"'{member}' is empty or longer than {LongestName} UTF-16 units.");

    private static bool? Truth(JsonElement item, string member) => !item.TryGetProperty(member, out var value) ? null : value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Null => null,
        _ => throw Wrong($"'{member}' is neither true nor false."),
    };

    private static string? Text(JsonElement item, string member)
    {
        if (!item.TryGetProperty(member, out var value) || value.ValueKind == JsonValueKind.Null) return null;
        if (value.ValueKind != JsonValueKind.String) throw Wrong($"'{member}' is not a text.");
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            // JSON can spell half a surrogate pair; Unicode has none.
            throw Wrong($"'{member}' holds half of a surrogate pair.");
        }
    }

    private static BadInputException Wrong(string problem) => new(problem, "Mend the item and send it again.");
}
