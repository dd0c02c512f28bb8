using System.Collections.Immutable;
using Custos.Policy.Schemas;
using Custos.Records;
using Custos.Records.Calls;

namespace Custos.Policy.Judging;

/// <summary>Which question is a language model asked about texts, in which words, and what may that cost? One file, checked and ready to ask.</summary>
public sealed record JudgeDocument
{
    /// <summary>Small letters, digits and hyphens.</summary>
    public required string Name { get; init; }

    /// <summary>Who answers for it.</summary>
    public required string Owner { get; init; }

    /// <summary>To be answered with yes or no; yes is what a policy acts on.</summary>
    public required string Question { get; init; }

    /// <summary>The policy in words, with <c>{text}</c> once, where the judged text will stand; <c>{direction}</c> is its direction.</summary>
    public required string Prompt { get; init; }

    public required ImmutableArray<Direction> Directions { get; init; }

    public required ModelChoice Model { get; init; }

    /// <summary>What an answer must keep.</summary>
    public required JsonSchema Answer { get; init; }

    /// <summary>The schema, as JSON.</summary>
    public required string AnswerSchema { get; init; }

    /// <summary>How often the model is asked about one text; odd, so that there is a majority.</summary>
    public required int Votes { get; init; }

    public required JudgeBudget Budget { get; init; }

    /// <summary>Null where the file names none.</summary>
    public TokenPrices? Prices { get; init; }

    /// <summary>The share of exchanges that it is asked about after the answer, in [0, 1].</summary>
    public double Sample { get; init; }

    /// <summary>The least agreement with people, as the lower end of Cohen's kappa, from which on policies may act on it; null where it only ever flags.</summary>
    public double? MinAgreement { get; init; }

    /// <summary>The file's name within the bundle.</summary>
    public required string File { get; init; }

    /// <summary>The folder that the file lies in; empty for a text that came from no file.</summary>
    public string Folder { get; init; } = "";

    /// <summary>The SHA-256 of the file, as 64 hexadecimal digits.</summary>
    public required string ContentAddress { get; init; }

    /// <summary>The SHA-256 of everything that its answers hang on: a new budget is the same version, a new word in the prompt is another.</summary>
    public required string Version { get; init; }
}
