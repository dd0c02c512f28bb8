using System.Diagnostics;
using Custos.Records;
using Custos.Records.Calls;
using Custos.Records.Opinions;

namespace Custos.Store.Record;

/// <summary>Which word stands in the database for a case? Words, not numbers: they are read by people who write SQL.</summary>
internal static class Words
{
    public static string Of(Direction direction) => direction switch
    {
        Direction.Input => "input",
        Direction.Output => "output",
        Direction.ToolCall => "tool_call",
        _ => throw new UnreachableException(),
    };

    public static string Of(FailureClass failure) => failure switch
    {
        FailureClass.Timeout => "timeout",
        FailureClass.Error => "error",
        FailureClass.Overload => "overload",
        FailureClass.MissingSignal => "missing_signal",
        FailureClass.Uncertified => "uncertified",
        FailureClass.Uncertain => "uncertain",
        _ => throw new UnreachableException(),
    };

    public static string Of(Fallback fallback) => fallback switch
    {
        Fallback.Allow => "allow",
        Fallback.Block => "block",
        Fallback.Hold => "hold",
        Fallback.Flag => "flag",
        _ => throw new UnreachableException(),
    };

    public static string Of(Tier tier) => tier switch
    {
        Tier.Normalise => "normalise",
        Tier.Lists => "lists",
        Tier.Counters => "counters",
        Tier.Classifiers => "classifiers",
        Tier.Judges => "judges",
        _ => throw new UnreachableException(),
    };

    public static string Of(CallOutcome outcome) => outcome switch
    {
        CallOutcome.Completed => "completed",
        CallOutcome.InputBlocked => "input_blocked",
        CallOutcome.OutputBlocked => "output_blocked",
        CallOutcome.UpstreamRefused => "upstream_refused",
        CallOutcome.UpstreamFailed => "upstream_failed",
        CallOutcome.UpstreamTimedOut => "upstream_timed_out",
        CallOutcome.ClientLeft => "client_left",
        _ => throw new UnreachableException(),
    };

    public static string Of(OpinionAnswer answer) => answer switch
    {
        OpinionAnswer.Yes => "yes",
        OpinionAnswer.No => "no",
        OpinionAnswer.Unknown => "unknown",
        _ => throw new UnreachableException(),
    };

    public static string? Of(NoAnswer? because) => because switch
    {
        null => null,
        NoAnswer.Abstained => "abstained",
        NoAnswer.Malformed => "malformed",
        NoAnswer.Tie => "tie",
        NoAnswer.Timeout => "timeout",
        NoAnswer.Unreachable => "unreachable",
        NoAnswer.Refused => "refused",
        NoAnswer.NotRecorded => "not_recorded",
        NoAnswer.Budget => "budget",
        NoAnswer.Error => "error",
        _ => throw new UnreachableException(),
    };

    public static OpinionAnswer AnswerOf(string word) => word switch
    {
        "yes" => OpinionAnswer.Yes,
        "no" => OpinionAnswer.No,
        "unknown" => OpinionAnswer.Unknown,
        _ => throw new InvalidDataException("The store holds an answer that this program does not know."),
    };

    public static NoAnswer NoAnswerOf(string word) => word switch
    {
        "abstained" => NoAnswer.Abstained,
        "malformed" => NoAnswer.Malformed,
        "tie" => NoAnswer.Tie,
        "timeout" => NoAnswer.Timeout,
        "unreachable" => NoAnswer.Unreachable,
        "refused" => NoAnswer.Refused,
        "not_recorded" => NoAnswer.NotRecorded,
        "budget" => NoAnswer.Budget,
        "error" => NoAnswer.Error,
        _ => throw new InvalidDataException("The store holds a reason for no answer that this program does not know."),
    };

    public static CallOutcome OutcomeOf(string word) => word switch
    {
        "completed" => CallOutcome.Completed,
        "input_blocked" => CallOutcome.InputBlocked,
        "output_blocked" => CallOutcome.OutputBlocked,
        "upstream_refused" => CallOutcome.UpstreamRefused,
        "upstream_failed" => CallOutcome.UpstreamFailed,
        "upstream_timed_out" => CallOutcome.UpstreamTimedOut,
        "client_left" => CallOutcome.ClientLeft,
        _ => throw new InvalidDataException("The store holds an outcome that this program does not know."),
    };

    public static Direction DirectionOf(string word) => word switch
    {
        "input" => Direction.Input,
        "output" => Direction.Output,
        "tool_call" => Direction.ToolCall,
        _ => throw new InvalidDataException("The store holds a direction that this program does not know."),
    };

    public static FailureClass FailureOf(string word) => word switch
    {
        "timeout" => FailureClass.Timeout,
        "error" => FailureClass.Error,
        "overload" => FailureClass.Overload,
        "missing_signal" => FailureClass.MissingSignal,
        "uncertified" => FailureClass.Uncertified,
        "uncertain" => FailureClass.Uncertain,
        _ => throw new InvalidDataException("The store holds a failure that this program does not know."),
    };

    public static Fallback FallbackOf(string word) => word switch
    {
        "allow" => Fallback.Allow,
        "block" => Fallback.Block,
        "hold" => Fallback.Hold,
        "flag" => Fallback.Flag,
        _ => throw new InvalidDataException("The store holds a fallback that this program does not know."),
    };

    public static Tier TierOf(string word) => word switch
    {
        "normalise" => Tier.Normalise,
        "lists" => Tier.Lists,
        "counters" => Tier.Counters,
        "classifiers" => Tier.Classifiers,
        "judges" => Tier.Judges,
        _ => throw new InvalidDataException("The store holds a tier that this program does not know."),
    };
}
