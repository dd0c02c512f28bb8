using System.Runtime.InteropServices;

namespace Custos.Text.Rewriting;

/// <summary>Which stretch of a text, in UTF-16 units?</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TextSpan(int Start, int Length)
{
    public int End => Start + Length;
}
