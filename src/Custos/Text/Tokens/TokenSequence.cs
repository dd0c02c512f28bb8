namespace Custos.Text.Tokens;

/// <summary>Which tokens is a text made of, and where does each stand in it?</summary>
/// <param name="Ids">The tokens.</param>
/// <param name="Starts">Where each begins in the raw text, in UTF-16 units; 0 for one that the frame adds.</param>
/// <param name="Ends">Where each ends; 0 for one that the frame adds. Tokens that share a character all cover it.</param>
/// <param name="TypeIds">0, or what the frame says of the second of two texts: places are then of that text.</param>
/// <param name="IsFrame">Was it added by the frame, such as <c>[CLS]</c>?</param>
public sealed record TokenSequence(int[] Ids, int[] Starts, int[] Ends, int[] TypeIds, bool[] IsFrame)
{
    /// <summary>How many tokens there are: all are attended to; what a caller pads with is beyond.</summary>
    public int Length => Ids.Length;
}
