using Custos.Policy.Functions;
using Custos.Policy.Types;

namespace Custos.Policy.Expressions;

/// <summary>What may an expression read by name?</summary>
/// <param name="Name">A name, or several with dots between them: <c>tool.name</c>.</param>
/// <param name="Type">Of its values; <see cref="CelType.Dyn"/> when they may be anything.</param>
/// <param name="Size">How large its values can be; null for <see cref="ExpressionLimits.UnboundedSize"/>. The cost is computed from it.</param>
public sealed record Variable(string Name, CelType Type, SizeBound? Size = null);
