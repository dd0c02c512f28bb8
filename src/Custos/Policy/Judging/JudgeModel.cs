using Custos.Records.Opinions;

namespace Custos.Policy.Judging;

/// <summary>What came of asking a model?</summary>
public abstract record ModelReply
{
    private ModelReply()
    {
    }

    /// <param name="Text">What it said.</param>
    /// <param name="InputTokens">As its server counted; null where it did not.</param>
    /// <param name="OutputTokens">Likewise.</param>
    public sealed record Said(string Text, int? InputTokens, int? OutputTokens) : ModelReply;

    /// <param name="Because">In which way it failed.</param>
    public sealed record Failed(NoAnswer Because) : ModelReply;
}

/// <summary>What does a language model answer? Live, recorded and simulated ones alike.</summary>
/// <remarks>Implementations are thread-safe, honour cancellation, and may throw: a judge makes a case of it.</remarks>
public abstract class JudgeModel
{
    /// <summary>The model's name, as opinions tell it.</summary>
    public abstract string Name { get; }

    /// <summary>Asks once.</summary>
    /// <param name="turns">What the model is shown.</param>
    /// <param name="vote">Which of several answers to the same words, from 0.</param>
    /// <param name="cancellationToken">Nobody waits for the answer any more.</param>
    public abstract ValueTask<ModelReply> AnswerAsync(IReadOnlyList<JudgeTurn> turns, int vote, CancellationToken cancellationToken);

    /// <summary>A model from a delegate, for tests and one-liners.</summary>
    public static JudgeModel Create(string name, Func<IReadOnlyList<JudgeTurn>, int, CancellationToken, ValueTask<ModelReply>> answer) => new DelegateModel(name, answer);

    private sealed class DelegateModel(string name, Func<IReadOnlyList<JudgeTurn>, int, CancellationToken, ValueTask<ModelReply>> answer) : JudgeModel
    {
        public override string Name => name;

        public override ValueTask<ModelReply> AnswerAsync(IReadOnlyList<JudgeTurn> turns, int vote, CancellationToken cancellationToken) => answer(turns, vote, cancellationToken);
    }
}
