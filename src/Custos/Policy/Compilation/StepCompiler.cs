using Custos.Policy.Checking;
using Custos.Policy.Expressions;
using Custos.Policy.Functions;
using Custos.Policy.Patterns;
using Custos.Policy.Syntax;
using Custos.Policy.Types;
using Custos.Policy.Values;

namespace Custos.Policy.Compilation;

/// <summary>Which delegates carry out an expression?</summary>
/// <remarks>
/// One delegate a part, calling those of its parts; values travel on the stack. What is known beforehand has been computed by
/// <see cref="Folding"/>; regular expressions and the tables of lists that are asked for membership are made here.
/// </remarks>
/// <param name="source">For the places of calls.</param>
/// <param name="types">What the checker found.</param>
/// <param name="isChecked">True when the types have been found to fit.</param>
/// <param name="isMetered">True to pay one unit for each step that is run, so that a test can tell whether there are more than were estimated.</param>
internal sealed class StepCompiler(SourceText source, Substitution types, bool isChecked, bool isMetered = false)
{
    private readonly List<HostCall> _hostCalls = [];
    private readonly HashSet<HostCall> _shared = new(new SameCall());
    private readonly List<int> _variables = [];

    /// <summary>Which calls of host functions are made, equal calls of pure functions once.</summary>
    public IReadOnlyList<HostCall> HostCalls => _hostCalls;

    /// <summary>The numbers of the variables that are read, each once, in the order of their first reading.</summary>
    public IReadOnlyList<int> Variables => _variables;

    /// <summary>The number in an <see cref="UnknownSet"/> of a call; calls have the even ones, variables the odd.</summary>
    public static int AwaitedCall(int number) => 2 * number;

    /// <summary>The number in an <see cref="UnknownSet"/> of a variable, by its place in <see cref="Variables"/>.</summary>
    public static int AwaitedVariable(int place) => 2 * place + 1;

    public Step Compile(Node node) => isMetered ? Metered(StepOf(node)) : StepOf(node);

    private Step StepOf(Node node) => node switch
    {
        Node.Constant constant => Constant(constant.Value),
        Node.ReadVariable read => Variable(read.Number),
        Node.ReadLocal read => Local(read.Slot),
        Node.Field field => Field(field),
        Node.HasField has => HasField(has),
        Node.Call call => Call(call),
        Node.Logic logic => LogicSteps.Of(logic.IsAnd, [.. logic.Parts.Select(Compile)]),
        Node.Conditional conditional => LogicSteps.Conditional(Compile(conditional.Condition), Compile(conditional.Then), Compile(conditional.Else)),
        Node.ListOf list => List(list),
        Node.MapOf map => Map(map),
        Node.Loop loop => LoopSteps.Of(loop, Compile(loop.Range), loop.Filter is null ? null : Compile(loop.Filter), Compile(loop.Body), isMetered ? 0 : RoundCost.Of(loop)),
        Node.Bind bind => Bind(bind.Slot, Compile(bind.Value), Compile(bind.Body)),
        Node.Failing failing => Constant(failing.Error),
        _ => throw new System.Diagnostics.UnreachableException(node.GetType().Name),
    };

    private static Step Metered(Step step) => (ref frame) => frame.Spend(1) ? step(ref frame) : Failure.BudgetSpent;

    private static Step Constant(Value value) => (ref _) => value;

    private Step Variable(int number)
    {
        if (!_variables.Contains(number)) _variables.Add(number);
        var unknown = Value.UnknownOf(UnknownSet.Of(AwaitedVariable(_variables.IndexOf(number))));
        return (ref frame) => frame.Activation.Read(number) is var value && value.Kind == ValueKind.Unknown ? unknown : value;
    }

    private static Step Local(int slot) => (ref frame) => frame.Locals[slot];

    // A bound value is computed once, and an error only matters where the name is read.
    private static Step Bind(int slot, Step value, Step body) => (ref frame) =>
    {
        frame.Locals[slot] = value(ref frame);
        return frame.Locals[slot].IsFatal ? frame.Locals[slot] : body(ref frame);
    };

    private Step Field(Node.Field field)
    {
        var operand = Compile(field.Operand);
        var name = field.Name;
        if (field.IsOptional)
        {
            return (ref frame) =>
            {
                var value = operand(ref frame);
                return value.IsFailure ? value : Relations.FieldIfAny(value, name);
            };
        }

        var missing = Value.Error($"No such key: {Text.NearestName.Shown(name)}.");
        return (ref frame) =>
        {
            var value = operand(ref frame);
            return value.IsFailure ? value : Relations.Field(value, name, missing);
        };
    }

    private Step HasField(Node.HasField has)
    {
        var operand = Compile(has.Operand);
        var name = has.Name;
        return (ref frame) =>
        {
            var value = operand(ref frame);
            return value.IsFailure ? value : Relations.HasField(value, name);
        };
    }

    private Step Call(Node.Call call)
    {
        var arguments = call.Arguments;
        if (call.Overloads[0] is HostOverload) return Host(call);
        if (call.Function is "or" or "orValue" && call.Overloads[0].IsMember) return Otherwise(Compile(arguments[0]), Compile(arguments[1]), isUnwrapped: call.Function == "orValue");
        if (call.Function == Texts.Matches && arguments is [_, Node.Constant { Value: { Kind: ValueKind.String } pattern }] && LinearPattern.TryGet(pattern.AsString, out var found, out _))
        {
            return CallSteps.Binary(Compile(arguments[0]), pattern, (in text, in _) => text.Kind == ValueKind.String ? Value.Of(found.IsMatch(text.AsString)) : Failure.NoSuchOverload);
        }

        if (arguments is [_, Node.Constant { Value: var known }] && Relations.Dynamic(call.Function) is { } relation)
        {
            if (call.Function == Operators.In && known.Kind == ValueKind.List) known.AsList.Index();
            return CallSteps.Binary(Compile(arguments[0]), known, relation);
        }

        // With a value of any type among the arguments, the values themselves must be looked at.
        var areTyped = isChecked && arguments.All(argument => types.Conclude(argument.Type).Kind != TypeKind.Dyn);
        return CallSteps.Of([.. call.Overloads.Cast<Overload>()], [.. arguments.Select(Compile)], areTyped);
    }

    // The second is asked only where the first has nothing to offer.
    private static Step Otherwise(Step optional, Step other, bool isUnwrapped) => (ref frame) =>
    {
        var value = optional(ref frame);
        if (value.IsFailure) return value;
        if (value.Kind != ValueKind.Optional) return Failure.NoSuchOverload;
        return value.AsOptional is not { } some ? other(ref frame) : isUnwrapped ? some : value;
    };

    private Step Host(Node.Call call)
    {
        var (line, column) = source.PlaceOf(call.Offset);
        var made = new HostCall(_hostCalls.Count, call.Function, [.. call.Arguments.Select(argument => (argument as Node.Constant)?.Value)], line, column);
        var overloads = call.Overloads.Cast<HostOverload>().ToList();
        var canBeShared = made.IsConstant && overloads.All(overload => overload.IsPure);
        if (!canBeShared || !_shared.TryGetValue(made, out var site))
        {
            _hostCalls.Add(site = made);
            if (canBeShared) _shared.Add(made);
        }

        var unknown = Value.UnknownOf(UnknownSet.Of(AwaitedCall(site.Number)));
        var bodies = overloads.Select(overload => overload.Bind(site)).ToArray();
        var arguments = call.Arguments.Select(Compile).ToArray();
        if (bodies.Length == 1 && isChecked && call.Arguments.All(argument => types.Conclude(argument.Type).Kind != TypeKind.Dyn)) return CallSteps.Host(bodies[0], arguments, unknown);
        var accepts = overloads.Select(overload => overload.Parameters.ToArray()).ToArray();
        return CallSteps.Host(Chosen(bodies, accepts), arguments, unknown);
    }

    private static HostBody Chosen(HostBody[] bodies, CelType[][] accepts) => (activation, values) =>
    {
        for (var i = 0; i < bodies.Length; i++)
        {
            var fits = true;
            for (var j = 0; j < values.Length; j++) fits &= accepts[i][j].Admits(values[j].Kind);
            if (fits) return bodies[i](activation, values);
        }

        return Failure.NoSuchOverload;
    };

    private Step List(Node.ListOf list)
    {
        var items = list.Items.Select(item => Compile(item.Item)).ToArray();
        var isOptional = list.Items.Select(item => item.IsOptional).ToArray();
        return (ref frame) =>
        {
            var values = new Value[items.Length];
            var count = 0;
            var unknown = default(Value);
            for (var i = 0; i < items.Length; i++)
            {
                var value = items[i](ref frame);
                if (value.Kind == ValueKind.Error) return value;
                if (value.Kind == ValueKind.Unknown) unknown = unknown.IsFailure ? Value.Unite(unknown, value) : value;
                else if (!isOptional[i]) values[count++] = value;
                else if (value.Kind != ValueKind.Optional) return Failure.NoSuchOverload;
                else if (value.AsOptional is { } some) values[count++] = some;
            }

            return unknown.IsFailure ? unknown : Value.Of(new ListValue(values, count));
        };
    }

    private Step Map(Node.MapOf map)
    {
        var parts = map.Entries.Select(entry => (Key: Compile(entry.Key), Value: Compile(entry.Value), entry.IsOptional)).ToArray();
        return (ref frame) =>
        {
            var entries = new List<KeyValuePair<Value, Value>>(parts.Length);
            var unknown = default(Value);
            foreach (var (keyStep, valueStep, isOptional) in parts)
            {
                var (key, value) = (keyStep(ref frame), valueStep(ref frame));
                if (key.Kind == ValueKind.Error) return key;
                if (value.Kind == ValueKind.Error) return value;
                if (key.IsFailure || value.IsFailure)
                {
                    var both = CallSteps.Failed(key, value);
                    unknown = unknown.IsFailure ? Value.Unite(unknown, both) : both;
                }
                else if (!isOptional) entries.Add(new(key, value));
                else if (value.Kind != ValueKind.Optional) return Failure.NoSuchOverload;
                else if (value.AsOptional is { } some) entries.Add(new(key, some));
            }

            return unknown.IsFailure ? unknown : LoopSteps.ToMap(entries);
        };
    }

    /// <summary>Are two calls with constants one, wherever they stand? Numbers of different kinds differ.</summary>
    private sealed class SameCall : IEqualityComparer<HostCall>
    {
        public bool Equals(HostCall? one, HostCall? other) =>
            one!.Function == other!.Function && one.Arguments.Count == other.Arguments.Count
            && one.Arguments.Zip(other.Arguments).All(pair => pair.First!.Value.Kind == pair.Second!.Value.Kind && pair.First.Value == pair.Second.Value);

        public int GetHashCode(HostCall call)
        {
            var hash = new HashCode();
            hash.Add(call.Function, StringComparer.Ordinal);
            foreach (var argument in call.Arguments) hash.Add(argument!.Value.GetHashCode());
            return hash.ToHashCode();
        }
    }
}
