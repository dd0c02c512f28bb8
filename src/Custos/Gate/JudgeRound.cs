using Custos.Gate.Traffic;
using Custos.Policy.Conditions;
using Custos.Policy.Documents;
using Custos.Policy.Judging;
using Custos.Policy.Values;
using Custos.Records;
using Custos.Records.Opinions;

namespace Custos.Gate;

/// <summary>What do the judges say that the verdict hangs on? All are asked side by side, each for as long as a policy gives it.</summary>
internal static class JudgeRound
{
    /// <summary>What a rule sees where no judge of a name answers.</summary>
    public static Value Nobody { get; } = Value.Error("No judge of this name answers here.", FailureClass.MissingSignal);

    public static Task<Answered[]> AskAsync(Bundle bundle, Guid exchangeId, Message message, IEnumerable<RuleNeed> open, CancellationToken cancellationToken) =>
        Task.WhenAll(open.Select(ask => AskAsync(bundle, exchangeId, message, ask.Need, cancellationToken)));

    private static async Task<Answered> AskAsync(Bundle bundle, Guid exchangeId, Message message, Need need, CancellationToken cancellationToken) =>
        bundle.JudgeOf(need, message.Direction) is var (judge, patience)
            ? ValueOf(await judge.AskAsync(new JudgedText(exchangeId, null, message.Direction, message.Text), patience, cancellationToken))
            : Nobody;

    /// <summary>The share of the votes that say yes; a failure where nobody can tell.</summary>
    private static Value ValueOf(Opinion opinion) => opinion.Answer == OpinionAnswer.Unknown
        ? Value.Error("The judge cannot tell.", FailureOf(opinion.Because ?? NoAnswer.Tie))
        : Value.Of((double)opinion.Votes.Count(static vote => vote.Answer == OpinionAnswer.Yes) / opinion.Votes.Length);

    private static FailureClass FailureOf(NoAnswer because) => because switch
    {
        NoAnswer.Abstained or NoAnswer.Tie or NoAnswer.Malformed => FailureClass.Uncertain,
        NoAnswer.Timeout => FailureClass.Timeout,
        NoAnswer.Budget => FailureClass.MissingSignal,
        _ => FailureClass.Error,
    };
}
