using System.Collections.Frozen;

namespace Custos.App.Api;

/// <summary>What does OpenAI call this bucket on the wire?</summary>
internal static class ModerationCategories
{
    /// <summary>Every category that OpenAI's format names, in its order; source: OpenAI's API reference, "The moderation object".</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "harassment", "harassment/threatening", "hate", "hate/threatening", "illicit", "illicit/violent",
        "self-harm", "self-harm/instructions", "self-harm/intent", "sexual", "sexual/minors", "violence", "violence/graphic",
    ];

    private static readonly FrozenDictionary<string, string> ByBucket =
        All.ToFrozenDictionary(wire => wire.Replace('/', '_').Replace('-', '_'), StringComparer.Ordinal);

    /// <summary>The wire name: <c>self_harm</c> is <c>self-harm</c>, <c>sexual_minors</c> is <c>sexual/minors</c>; a bucket that OpenAI does not know keeps its own name.</summary>
    public static string WireName(string bucket) => ByBucket.GetValueOrDefault(bucket, bucket);
}
