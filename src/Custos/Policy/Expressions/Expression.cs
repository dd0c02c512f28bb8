using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Custos.Policy.Checking;
using Custos.Policy.Compilation;
using Custos.Policy.Syntax;
using Custos.Policy.Types;
using Custos.Records;

namespace Custos.Policy.Expressions;

/// <summary>What does a condition in the Common Expression Language mean, and may it be run here?</summary>
/// <remarks>
/// 1. The text is read; what nests too deeply or is too long is refused.
/// 2. Names and types are checked against the environment.
/// 3. The cost in the worst case is computed and refused above <see cref="ExpressionLimits.MaxCost"/>.
/// 4. The parts become delegates.
/// Source: the language definition of cel-spec, version 0.25.
/// </remarks>
public static class Expression
{
    /// <summary>Makes an expression ready to run.</summary>
    /// <param name="source">Its text.</param>
    /// <param name="environment">What it may use.</param>
    /// <param name="expected">What it must come to, for instance <see cref="CelType.Bool"/>; null for anything.</param>
    /// <param name="origin">Where it stands, for the places of errors and calls; null for on its own.</param>
    /// <exception cref="BadInputException">It is not right; the message tells the first error with line, column and excerpt.</exception>
    public static CompiledExpression Compile(string source, ExpressionEnvironment environment, CelType? expected = null, SourceOrigin? origin = null) =>
        TryCompile(source, environment, out var compiled, out var errors, expected, origin)
            ? compiled
            : throw new BadInputException(errors[0].Problem, $"{errors[0].Remedy}\n{errors[0].Excerpt}", string.Create(CultureInfo.InvariantCulture, $"line {errors[0].Line}, column {errors[0].Column}"));

    /// <summary>Makes an expression ready to run, or tells everything that is wrong with it.</summary>
    /// <param name="source">Its text.</param>
    /// <param name="environment">What it may use.</param>
    /// <param name="compiled">Ready to run.</param>
    /// <param name="errors">In the order of the source; empty when it is right.</param>
    /// <param name="expected">What it must come to; null for anything.</param>
    /// <param name="origin">Where it stands, for the places of errors and calls; null for on its own.</param>
    public static bool TryCompile(
        string source,
        ExpressionEnvironment environment,
        [NotNullWhen(true)] out CompiledExpression? compiled,
        out IReadOnlyList<SourceError> errors,
        CelType? expected = null,
        SourceOrigin? origin = null) => TryCompile(new SourceText(source, origin ?? SourceOrigin.None), environment, isStrict: true, expected, out compiled, out errors);

    /// <summary>Makes an expression ready to run whose types are only looked at when it runs; its syntax and its cost must be right.</summary>
    public static bool TryCompileUnchecked(
        string source,
        ExpressionEnvironment environment,
        [NotNullWhen(true)] out CompiledExpression? compiled,
        out IReadOnlyList<SourceError> errors) => TryCompile(new SourceText(source, SourceOrigin.None), environment, isStrict: false, expected: null, out compiled, out errors);

    private static bool TryCompile(
        SourceText source, ExpressionEnvironment environment, bool isStrict, CelType? expected, [NotNullWhen(true)] out CompiledExpression? compiled, out IReadOnlyList<SourceError> errors)
    {
        compiled = null;

        // 1.
        Expr expression;
        try
        {
            expression = Parser.Parse(source.Text);
        }
        catch (SourceException wrong)
        {
            errors = [source.ErrorAt(wrong.Offset, wrong.Problem, wrong.Remedy)];
            return false;
        }

        // 2.
        var checker = Checker.Check(expression, source, environment, isStrict, out var root);
        var type = checker.Types.Conclude(root.Type);
        errors = checker.Errors;
        if (errors.Count > 0) return false;
        if (expected is not null && !checker.Types.TryAssign(type, expected))
        {
            errors = [source.ErrorAt(expression.Offset, $"The expression comes to {type}, and {expected} is needed.", expected.Kind == TypeKind.Bool ? "Compare it with something, for instance by == or >." : "Convert it.")];
            return false;
        }

        // 3.
        var (cost, _) = CostEstimate.Of(root, environment, checker.Scope.Slots);
        if (!(cost <= environment.Limits.MaxCost))
        {
            errors = [source.ErrorAt(
                expression.Offset,
                string.Create(CultureInfo.InvariantCulture, $"The expression may cost {cost:N0} units in the worst case; at most {environment.Limits.MaxCost:N0} are allowed."),
                "Go over shorter lists, put fewer loops inside one another, or join fewer texts.")];
            return false;
        }

        // 4.
        var compiler = new StepCompiler(source, checker.Types, isStrict);
        var step = compiler.Compile(Folding.Fold(root));
        compiled = new CompiledExpression(source.Text, type, cost, compiler.HostCalls, [.. compiler.Variables.Select(number => environment.Variables[number].Name)], step, checker.Scope.Slots, environment.Limits.MaxCost);
        return true;
    }
}
