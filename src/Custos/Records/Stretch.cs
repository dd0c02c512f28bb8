namespace Custos.Records;

/// <summary>Which stretch of the raw text, in UTF-16 units?</summary>
public readonly record struct Stretch(int Start, int Length)
{
    public int End => Start + Length;
}
