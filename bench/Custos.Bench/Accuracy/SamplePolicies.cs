using System.Collections.Immutable;
using Custos.Gate;
using Custos.Policy.Conditions;
using Custos.Policy.Documents;
using Custos.Records;

namespace Custos.Bench.Accuracy;

/// <summary>How does the gate decide by policies of the starter pack, with a classifier that was fitted here?</summary>
internal sealed class SamplePolicies
{
    private readonly Gatekeeper _gatekeeper;

    /// <param name="files">The policies' files.</param>
    /// <param name="signals">What scores texts.</param>
    /// <exception cref="BadInputException">A policy is wrong.</exception>
    public SamplePolicies(IEnumerable<string> files, params ImmutableArray<Signal> signals)
        : this(files.Select(file => (Path.GetFileName(file), File.ReadAllText(file))), signals)
    {
    }

    /// <param name="policies">Each policy's file name and what it holds.</param>
    /// <param name="signals">What scores texts.</param>
    /// <exception cref="BadInputException">A policy is wrong.</exception>
    public SamplePolicies(IEnumerable<(string File, string Text)> policies, params ImmutableArray<Signal> signals)
    {
        var surroundings = new PolicySurroundings { Labels = signals.SelectMany(signal => signal.Labels).ToDictionary(label => label.Name, StringComparer.Ordinal) };
        var read = policies.Select(policy => PolicyReader.TryRead(policy.File, policy.Text, surroundings, out var document, out var errors)
            ? document
            : throw new BadInputException(errors[0].Problem, errors[0].Remedy, policy.File)).ToImmutableArray();
        _gatekeeper = new Gatekeeper(new Bundle(new BundleParts { Policies = read, Needs = surroundings.Needs, Signals = signals }), TimeProvider.System);
    }

    /// <summary>Would the text not pass: redacted, held, blocked, or by a fallback that stops it?</summary>
    public async Task<bool> StopsAsync(string text, string? conversation = null)
    {
        var message = new Message { Text = text, Endpoint = "/bench", Conversation = conversation, Deadline = TimeSpan.FromSeconds(30) };
        var decision = await _gatekeeper.DecideAsync(Guid.NewGuid(), message, CancellationToken.None);
        return decision.Verdict switch
        {
            Verdict.Redact or Verdict.Hold or Verdict.Block => true,
            Verdict.Unknown unknown => unknown.Fallback is Fallback.Hold or Fallback.Block,
            _ => false,
        };
    }

    /// <summary>What would the gate have a classifier read? The text as it came; where it was disguised, what stood behind it.</summary>
    public static async Task<IReadOnlyList<ImmutableArray<string>>> ReadingsOfAsync(IEnumerable<string> texts)
    {
        var read = new List<ImmutableArray<string>>();
        var listening = Signal.Create("listening", [new KnownLabel("any", 1, IsCertified: true)], (text, _) =>
        {
            read.Add(text.Readings);
            return ValueTask.FromResult(ImmutableArray.Create(0.0));
        });
        var policies = new SamplePolicies([("listening.yaml", Listening)], listening);
        foreach (var text in texts) await policies.StopsAsync(text);
        return read;
    }

    private const string Listening = """
        name: listening
        owner: nobody
        harm: none
        directions: [input]
        rules: [{name: any, when: score("any") > 1.0, then: flag}]
        fallbacks:
          input: {timeout: hold, error: hold, overload: hold, uncertified: hold, missing_signal: hold, uncertain: hold}
        examples: {must_match: [], must_not_match: []}
        """;
}
