using System.Collections.Immutable;
using Custos.Gate;
using Custos.Policy.Conditions;
using Custos.Policy.Documents;
using Custos.Records;

namespace Custos.Tests.Gate;

/// <summary>Bundles from a few lines of a policy, and signals that say what they are told to.</summary>
internal static class SomeBundles
{
    public const string Fallbacks = "{timeout: hold, error: hold, overload: flag, uncertified: hold, missing_signal: hold, uncertain: hold}";

    public static readonly Message Hello = new() { Text = "hello", Endpoint = "/test", Deadline = TimeSpan.FromSeconds(30) };

    /// <summary>A whole policy of a name around its rules and whatever else it says.</summary>
    public static string PolicyOf(string name, string body, string directions = "[input, output]", string fallbacks = Fallbacks) =>
        $"name: {name}\nowner: us\nharm: some\ndirections: {directions}\n{body}\n" +
        $"fallbacks:\n{string.Concat(directions.Trim('[', ']').Split(", ").Select(direction => $"  {direction}: {fallbacks}\n"))}" +
        "examples: {must_match: [], must_not_match: []}\n";

    public static Bundle Of(IEnumerable<string> policies, params Signal[] signals)
    {
        var surroundings = new PolicySurroundings { Labels = signals.SelectMany(signal => signal.Labels).ToDictionary(label => label.Name, StringComparer.Ordinal) };
        var read = policies.Select((text, number) =>
        {
            PolicyReader.TryRead($"{number}.yaml", text, surroundings, out var policy, out var errors).ShouldBeTrue(string.Join('\n', errors));
            return policy!;
        }).ToImmutableArray();
        return new Bundle(new BundleParts { Policies = read, Needs = surroundings.Needs, Signals = [.. signals] });
    }

    /// <summary>As a person without classifiers at hand reads it: any label is taken, and none is scored.</summary>
    public static Bundle WithoutClassifiers(string body)
    {
        var surroundings = new PolicySurroundings();
        PolicyReader.TryRead("0.yaml", PolicyOf("test", body), surroundings, out var policy, out var errors).ShouldBeTrue(string.Join('\n', errors));
        return new Bundle(new BundleParts { Policies = [policy!], Needs = surroundings.Needs });
    }

    public static Bundle Of(string body, params Signal[] signals) => Of([PolicyOf("test", body)], signals);

    public static Signal Scores(string label, double score, bool certified = true) =>
        Signal.Create($"{label}-signal", [new KnownLabel(label, 0.5, certified)], (_, _) => ValueTask.FromResult(ImmutableArray.Create(score)));

    public static Signal Fails(string label, Func<CancellationToken, ValueTask<ImmutableArray<double>>> how) =>
        Signal.Create($"{label}-signal", [new KnownLabel(label, 0.5, IsCertified: true)], (_, token) => how(token));

    public static Task<Decision> DecideAsync(Bundle bundle, Message? message = null) => DecideAsync(new Gatekeeper(bundle, TimeProvider.System), message);

    public static async Task<Decision> DecideAsync(Gatekeeper gatekeeper, Message? message = null) =>
        await gatekeeper.DecideAsync(Guid.NewGuid(), message ?? Hello, CancellationToken.None);

    public static Task<Decision> DecideAsync(Bundle bundle, string text) => DecideAsync(bundle, Hello with { Text = text });
}
