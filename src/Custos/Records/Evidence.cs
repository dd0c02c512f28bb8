namespace Custos.Records;

/// <summary>On what does a rule's verdict rest?</summary>
/// <remarks>It never quotes the text: what was found is named by the policy's own entry and by its place.</remarks>
public abstract record Evidence
{
    private Evidence()
    {
    }

    /// <summary>A label's score, with the threshold that it was held against where the rule names one.</summary>
    /// <param name="Label">As it was named in training; for a conversation's score and a judge's share of yes, as the rule asks for it: <c>conversation_score("hate")</c>.</param>
    /// <param name="Value">The calibrated score.</param>
    /// <param name="Threshold">Null where the rule compares the score itself.</param>
    /// <param name="Certified">True when an exact bound certifies the false-positive rate at this threshold and above.</param>
    public sealed record Score(string Label, Probability Value, Probability? Threshold, bool Certified) : Evidence;

    /// <summary>A stretch of the text that an entry of the policy matches.</summary>
    /// <param name="Kind">phrase, pattern, template or identifier.</param>
    /// <param name="Name">Of the list, pattern, template or kind of identifier.</param>
    /// <param name="Entry">The entry of the list, from 0; 0 for what has only one.</param>
    /// <param name="View">How the text was read: raw, normalised, skeleton, or the encodings that were undone, as base64+rot13.</param>
    /// <param name="Start">In the raw text, in UTF-16 units.</param>
    /// <param name="Length">In UTF-16 units of the raw text.</param>
    public sealed record Match(string Kind, string Name, int Entry, string View, int Start, int Length) : Evidence;

    /// <summary>What a sliding window held.</summary>
    /// <param name="Counter">As the rule asks for it.</param>
    /// <param name="Value">The number.</param>
    /// <param name="Low">It is no less; equal to <paramref name="High"/> when it is exact.</param>
    /// <param name="High">It is no more.</param>
    public sealed record Count(string Counter, double Value, double Low, double High) : Evidence;

    /// <summary>What is wrong with a tool call.</summary>
    /// <param name="Path">Into the arguments, as a JSON Pointer; empty for the call itself.</param>
    /// <param name="Problem">A sentence; it names what the schema wants, never what was sent.</param>
    public sealed record Call(string Path, string Problem) : Evidence;
}
