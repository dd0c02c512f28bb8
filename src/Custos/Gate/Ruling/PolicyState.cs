using System.Collections.Immutable;
using Custos.Gate.Reading;
using Custos.Policy.Documents;
using Custos.Policy.Values;
using Custos.Records;

namespace Custos.Gate.Ruling;

/// <summary>How far has one policy come with one message, and what may it still say?</summary>
internal sealed class PolicyState(PolicyDocument policy, Direction direction)
{
    private readonly RuleState[] _rules = new RuleState[policy.Rules.Length];
    private readonly FailureClass[] _failures = new FailureClass[policy.Rules.Length];
    private readonly int _worstFlag = Math.Max(Verdict.Unknown.SeverityOf(Fallback.Flag), Verdict.Unknown.SeverityOf(Fallback.Allow));
    private readonly int _worstFallback = Enum.GetValues<FailureClass>().Max(failure => Verdict.Unknown.SeverityOf(policy.Fallbacks.For(direction, failure)));

    private enum RuleState : byte
    {
        Open,
        False,
        True,
        Failed,
    }

    public PolicyDocument Policy => policy;

    /// <summary>Will nothing that becomes known change what the policy says?</summary>
    public bool IsSettled { get; private set; }

    /// <summary>How severe is what it says, or at the most will say?</summary>
    public int Severity { get; private set; }

    /// <summary>How severe is it at the least, once it is settled? A redaction that finds no place becomes a hold.</summary>
    public int LeastSeverity { get; private set; }

    public void Begin()
    {
        Array.Clear(_rules);
        IsSettled = false;
        Look();
    }

    /// <summary>Asks again the rules that are open and wait for this tier; at the first tier all.</summary>
    public void Evaluate(MessageFacts facts, Tier tier)
    {
        for (var i = 0; i < _rules.Length; i++)
        {
            if (Ends(i)) break;
            if (_rules[i] != RuleState.Open || (tier != Tier.Lists && !policy.Rules[i].Awaits(tier))) continue;
            var answer = policy.Rules[i].When.Evaluate(facts);
            _rules[i] = answer.Kind switch
            {
                ValueKind.Unknown => RuleState.Open,
                ValueKind.Error => RuleState.Failed,
                _ => answer.IsTrue ? RuleState.True : RuleState.False,
            };
            if (_rules[i] == RuleState.Failed) _failures[i] = answer.AsError.Class;
        }

        Look();
    }

    /// <summary>Finds out what its open rules may still ask of the text, and where everything stands that a rule can be explained by.</summary>
    public void Locate(MessageFacts facts)
    {
        for (var i = 0; i < _rules.Length; i++)
        {
            if (_rules[i] == RuleState.False) continue;
            foreach (var ask in policy.Rules[i].Asks)
            {
                if (ask.Need.Tier == Tier.Lists) facts.Locate(ask.Number);
            }

            if (Ends(i)) break;
        }
    }

    /// <summary>What the rules that may still change what the policy says ask of a tier.</summary>
    public IEnumerable<RuleNeed> Open(Tier tier)
    {
        for (var i = 0; i < _rules.Length && !Ends(i); i++)
        {
            if (_rules[i] != RuleState.Open || !policy.Rules[i].Awaits(tier)) continue;
            foreach (var ask in policy.Rules[i].Asks)
            {
                if (ask.Need.Tier == tier) yield return ask;
            }
        }
    }

    /// <summary>Open rules that wait for a tier do not match: it is not asked.</summary>
    public void Dismiss(Tier tier)
    {
        for (var i = 0; i < _rules.Length; i++)
        {
            if (_rules[i] == RuleState.Open && policy.Rules[i].Awaits(tier)) _rules[i] = RuleState.False;
        }

        Look();
    }

    /// <summary>What the policy says in the end; null for a plain allow.</summary>
    /// <remarks>The first rule that matches speaks, unless the fallback of a rule before it, which nobody could tell, is more severe.</remarks>
    public Verdict? Conclude(Func<PolicyRule, ImmutableArray<Evidence>> explain)
    {
        Verdict? worst = null;
        for (var i = 0; i < _rules.Length; i++)
        {
            var rule = policy.Rules[i];
            var said = _rules[i] switch
            {
                RuleState.True => Speak(rule, explain(rule)),
                RuleState.Failed => new Verdict.Unknown(_failures[i], FallbackFor(i), new Reason(policy.Name, rule.Name, explain(rule))),
                _ => null,
            };
            if (said is not null && said.Severity > (worst?.Severity ?? 0)) worst = said;
            if (Ends(i)) break;
        }

        return worst;
    }

    private Verdict? Speak(PolicyRule rule, ImmutableArray<Evidence> evidence)
    {
        var reason = new Reason(policy.Name, rule.Name, evidence);
        if (rule.OnlyFlags) return new Verdict.Flag(reason);
        return rule.Then switch
        {
            PolicyAction.Allow => null,
            PolicyAction.Flag => new Verdict.Flag(reason),
            // What is to be taken out must be known: where the rule matched for another reason, or in too many places to tell them all, a person looks.
            PolicyAction.Redact => Redaction.Of(evidence) is { IsEmpty: false } stretches && !Redaction.IsCut(evidence) ? new Verdict.Redact(reason, stretches) : new Verdict.Hold(reason),
            PolicyAction.Hold => new Verdict.Hold(reason),
            _ => new Verdict.Block(reason),
        };
    }

    private void Look()
    {
        var (most, least, isSettled) = (0, 0, true);
        for (var i = 0; i < _rules.Length; i++)
        {
            if (_rules[i] == RuleState.False) continue;
            var (low, high) = _rules[i] == RuleState.Failed ? FallbackOf(i) : policy.Rules[i].OnlyFlags ? SeverityOf(PolicyAction.Flag) : SeverityOf(policy.Rules[i].Then);
            if (_rules[i] == RuleState.Open)
            {
                isSettled = false;
                high = Math.Max(high, policy.Rules[i].OnlyFlags ? _worstFlag : _worstFallback);
            }

            (most, least) = (Math.Max(most, high), Math.Max(least, low));
            if (Ends(i)) break;
        }

        (Severity, LeastSeverity, IsSettled) = (most, least, isSettled);
    }

    // The first rule that matches speaks for the policy; one that only flags keeps none after it from speaking.
    private bool Ends(int rule) => _rules[rule] == RuleState.True && !policy.Rules[rule].OnlyFlags;

    // Nobody may act on such a rule's silence either.
    private Fallback FallbackFor(int rule)
    {
        var chosen = policy.Fallbacks.For(direction, _failures[rule]);
        return policy.Rules[rule].OnlyFlags && chosen != Fallback.Allow ? Fallback.Flag : chosen;
    }

    private (int Low, int High) FallbackOf(int rule)
    {
        var severity = Verdict.Unknown.SeverityOf(FallbackFor(rule));
        return (severity, severity);
    }

    private static (int Low, int High) SeverityOf(PolicyAction action) => action switch
    {
        PolicyAction.Allow => (0, 0),
        PolicyAction.Flag => (Verdict.Flag.Rank, Verdict.Flag.Rank),
        PolicyAction.Redact => (Verdict.Redact.Rank, Verdict.Hold.Rank),
        PolicyAction.Hold => (Verdict.Hold.Rank, Verdict.Hold.Rank),
        _ => (Verdict.Block.Rank, Verdict.Block.Rank),
    };
}
