using System.Collections.Immutable;
using Custos.Policy.Conditions;

namespace Custos.Gate;

/// <summary>How likely is each of its labels for a message? Whatever scores texts is a signal: trained classifiers, models that users bring, models behind HTTP.</summary>
/// <remarks>Implementations are thread-safe, deterministic and bounded in memory, survive any text, and honour cancellation.</remarks>
public abstract class Signal
{
    /// <summary>The signal's name, as decisions and metrics show it.</summary>
    public abstract string Name { get; }

    /// <summary>What the answer depends on besides the message: equal addresses give equal answers.</summary>
    public abstract string ContentAddress { get; }

    /// <summary>What it scores.</summary>
    public abstract ImmutableArray<KnownLabel> Labels { get; }

    /// <summary>Do equal readings get equal scores, whoever sends them and when? Then they may be remembered.</summary>
    public virtual bool ReadsTextAlone => false;

    /// <summary>Will scoring this text end within about a hundred microseconds? Then it is scored on the calling thread, without a timer.</summary>
    public virtual bool IsImmediateFor(ScoredText text) => false;

    /// <summary>What should be known before it decides on traffic, in plain words for the log; empty where nothing should.</summary>
    public virtual ImmutableArray<string> Warnings => [];

    /// <summary>One probability for each of <see cref="Labels"/>, in their order; may throw, and may take too long: the gatekeeper turns both into cases.</summary>
    public abstract ValueTask<ImmutableArray<double>> ScoreAsync(ScoredText text, CancellationToken cancellationToken);

    /// <summary>A signal from a delegate, for tests and one-liners.</summary>
    public static Signal Create(string name, IEnumerable<KnownLabel> labels, Func<ScoredText, CancellationToken, ValueTask<ImmutableArray<double>>> score) => new DelegateSignal(name, [.. labels], score);

    private sealed class DelegateSignal(string name, ImmutableArray<KnownLabel> labels, Func<ScoredText, CancellationToken, ValueTask<ImmutableArray<double>>> score) : Signal
    {
        public override string Name => name;

        public override string ContentAddress => $"delegate {name}";

        public override ImmutableArray<KnownLabel> Labels => labels;

        public override ValueTask<ImmutableArray<double>> ScoreAsync(ScoredText text, CancellationToken cancellationToken) => score(text, cancellationToken);
    }
}
