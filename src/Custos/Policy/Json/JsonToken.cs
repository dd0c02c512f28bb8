using System.Runtime.InteropServices;

namespace Custos.Policy.Json;

/// <summary>One value, or one property's name, of a <see cref="FlatJson"/>.</summary>
/// <param name="Kind">A name is a text.</param>
/// <param name="Start">Where its bytes begin, if it is a number or a text; where its sorted names begin, if it is an object.</param>
/// <param name="Length">How many bytes it has, if it is a number or a text.</param>
/// <param name="Count">How many items or properties it has, if it is an array or an object.</param>
/// <param name="End">The token behind its last part.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct JsonToken(JsonKind Kind, int Start, int Length, int Count, int End);
