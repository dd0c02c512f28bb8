using Custos.Policy.Expressions;
using Custos.Policy.Syntax;
using Custos.Policy.Types;
using Custos.Policy.Values;
using Custos.Text;

namespace Custos.Policy.Checking;

/// <summary>What does each name of an expression mean, of which type is each part, and does it fit together?</summary>
/// <remarks>
/// Gradual: what is <c>dyn</c> fits everywhere and is looked at when the expression runs. Source: the language definition, "Gradual Type
/// Checking", and the reference implementation's behaviour where the definition is silent. One pass; O(parts × overloads).
/// </remarks>
internal sealed class Checker
{
    private const int MaxErrors = 20;

    private readonly ExpressionEnvironment _environment;
    private readonly SourceText _source;
    private readonly bool _isStrict;
    private readonly CallChecker _calls;

    private Checker(ExpressionEnvironment environment, SourceText source, bool isStrict)
    {
        _environment = environment;
        _source = source;
        _isStrict = isStrict;
        _calls = new CallChecker(environment, Types, isStrict, Report);
    }

    /// <summary>What the types' variables stand for.</summary>
    public Substitution Types { get; } = new();

    public Scope Scope { get; } = new();

    /// <summary>In the order of the source.</summary>
    public List<SourceError> Errors { get; } = [];

    /// <summary>Reads an expression's meaning.</summary>
    /// <param name="expression">What it says.</param>
    /// <param name="source">Its text, for messages.</param>
    /// <param name="environment">What may be used.</param>
    /// <param name="isStrict">False to let what does not fit become an error when, and only if, it is reached.</param>
    /// <param name="root">What it does.</param>
    public static Checker Check(Expr expression, SourceText source, ExpressionEnvironment environment, bool isStrict, out Node root)
    {
        var checker = new Checker(environment, source, isStrict);
        root = checker.Check(expression);
        return checker;
    }

    private Node Check(Expr expression) => expression switch
    {
        Expr.Literal literal => new Node.Constant(literal.Offset, CelType.Of(literal.Value), literal.Value),
        Expr.Name name => CheckName(name),
        Expr.Select select => CheckSelect(select),
        Expr.Has has => CheckHas(has),
        Expr.Call call => CheckCall(call),
        Expr.Logic logic => CheckLogic(logic),
        Expr.Conditional conditional => CheckConditional(conditional),
        Expr.ListOf list => CheckList(list),
        Expr.MapOf map => CheckMap(map),
        Expr.Loop loop => CheckLoop(loop),
        Expr.Bind bind => CheckBind(bind),
        _ => throw new System.Diagnostics.UnreachableException(expression.GetType().Name),
    };

    private Node CheckName(Expr.Name name)
    {
        if (!name.IsRooted && Scope.Find(name.Text) is { } local) return new Node.ReadLocal(name.Offset, local.Type, local.Slot);
        return Global(name.Offset, name.Text, name.IsRooted) ?? Unknown(name);
    }

    private Node? Global(int offset, string name, bool isRooted)
    {
        foreach (var candidate in _environment.Candidates(name, isRooted))
        {
            if (_environment.NumberOf(candidate) is var number and >= 0) return new Node.ReadVariable(offset, _environment.Variables[number].Type, number);
            if (ExpressionEnvironment.TypeNamed(candidate) is { } type) return new Node.Constant(offset, CelType.Type(type), Value.Of(type));
        }

        return null;
    }

    private Node Unknown(Expr.Name name)
    {
        var known = _environment.Variables.Select(variable => variable.Name).Concat(Scope.Names).Concat(CelType.Named.Select(type => type.Name)).ToList();
        var shown = NearestName.Shown(name.Text);
        var nearest = NearestName.Of(name.Text, known);
        if (_environment.Variables.Any(variable => variable.Name.StartsWith(name.Text + ".", StringComparison.Ordinal)))
        {
            return Report(name.Offset, $"\"{shown}\" alone has no value.", $"It is followed by more, as in {_environment.Variables.First(variable => variable.Name.StartsWith(name.Text + ".", StringComparison.Ordinal)).Name}.");
        }

        var isFunction = _environment.SignaturesOf(name.Text).Count > 0;
        return Report(
            name.Offset,
            isFunction ? $"\"{shown}\" is a function and was not called." : $"There is no \"{shown}\" here.",
            isFunction ? $"Write {shown}(…) with its arguments."
                : NearestName.Distance(name.Text, nearest) <= Math.Max(1, name.Text.Length / 3) ? $"Did you mean \"{nearest}\"?"
                : "Put a text between quotation marks, or use one of the names that this place offers.");
    }

    // The longest chain of names that is a variable wins: a.b.c before the field c of a.b.
    private Node CheckSelect(Expr.Select select)
    {
        if (QualifiedName(select) is var (root, name) && !Scope.Has(root.Text) && Global(root.Offset, name, root.IsRooted) is { } found) return found;
        var operand = Check(select.Operand);
        return operand is Node.Failing ? operand : FieldOf(select, operand) is { } type
            ? new Node.Field(select.Offset, type, operand, select.Field, select.IsOptional)
            : NoFields(select, operand);
    }

    private Node CheckHas(Expr.Has has)
    {
        if (QualifiedName(has.Field) is var (root, name) && !Scope.Has(root.Text) && _environment.Candidates(name, root.IsRooted).Any(candidate => _environment.NumberOf(candidate) >= 0))
        {
            return Report(has.Offset, $"\"{NearestName.Shown(name)}\" is a variable, which is always there.", "Ask has(…) of a map's field, or compare the variable itself.");
        }

        var operand = Check(has.Field.Operand);
        return operand is Node.Failing ? operand : FieldOf(has.Field, operand) is null ? NoFields(has.Field, operand) : new Node.HasField(has.Offset, operand, has.Field.Field);
    }

    private CelType? FieldOf(Expr.Select select, Node operand)
    {
        var type = Types.Resolve(operand.Type);
        var isOptional = select.IsOptional || type.Kind == TypeKind.Optional;
        while (type.Kind == TypeKind.Optional) type = type.Arguments[0];
        var field = type.Kind switch
        {
            TypeKind.Dyn or TypeKind.Parameter => CelType.Dyn,
            TypeKind.Map when Types.TryAssign(CelType.String, type.Arguments[0]) => type.Arguments[1],
            _ => _isStrict ? null : CelType.Dyn,
        };
        return field is null ? null : isOptional ? CelType.Optional(field) : field;
    }

    private Node NoFields(Expr.Select select, Node operand) => Report(
        select.Offset,
        $"Of type {Types.Conclude(operand.Type)}, it has no field \"{NearestName.Shown(select.Field)}\".",
        "Only a map with texts as keys has fields; use [ ] for a list or for other keys.");

    private Node CheckCall(Expr.Call call)
    {
        var arguments = call.Arguments;
        if (call.Target is { } target)
        {
            if (QualifiedName(target) is var (root, space) && !Scope.Has(root.Text)
                && _calls.Find($"{space}.{call.Function}", root.IsRooted) is { } qualified) return CheckCall(call, qualified, isMember: false, arguments);
            return CheckCall(call, call.Function, isMember: true, [target, .. arguments]);
        }

        return CheckCall(call, _calls.Find(call.Function, isRooted: false) ?? call.Function, isMember: false, arguments);
    }

    private Node CheckCall(Expr.Call call, string function, bool isMember, IReadOnlyList<Expr> arguments)
    {
        // What is no function at all is said first: its arguments' errors would only distract from it.
        if (_calls.Missing(call, function) is { } missing) return missing;
        var nodes = arguments.Select(Check).ToList();
        return _isStrict && nodes.OfType<Node.Failing>().FirstOrDefault() is { } failing ? failing : _calls.Check(call, function, isMember, nodes);
    }

    private Node CheckLogic(Expr.Logic logic) =>
        new Node.Logic(logic.Offset, logic.IsAnd, [.. logic.Parts.Select(part => Condition(part, logic.IsAnd ? "\"&&\" joins conditions" : "\"||\" joins conditions"))]);

    private Node CheckConditional(Expr.Conditional conditional)
    {
        var condition = Condition(conditional.Condition, "What stands before the ? is a condition");
        var (then, otherwise) = (Check(conditional.Then), Check(conditional.Else));
        var result = Types.NewVariable();
        if (Types.TryAssign([then.Type, otherwise.Type], [result, result])) return new Node.Conditional(conditional.Offset, Types.Resolve(result), condition, then, otherwise);
        if (!_isStrict) return new Node.Conditional(conditional.Offset, CelType.Dyn, condition, then, otherwise);
        return Report(
            conditional.Offset,
            $"One side of the : is {Types.Conclude(then.Type)}, the other {Types.Conclude(otherwise.Type)}.",
            "Make both of one type, or write dyn(…) around one.");
    }

    private Node Condition(Expr expression, string why)
    {
        var node = Check(expression);
        if (!_isStrict || node is Node.Failing || Types.TryAssign(node.Type, CelType.Bool)) return node;
        return Report(expression.Offset, $"{why}, and this is {Types.Conclude(node.Type)}.", "Compare it with something, for instance by == or >.");
    }

    private Node CheckList(Expr.ListOf list)
    {
        CelType? element = null;
        var items = new List<(Node, bool)>();
        foreach (var (item, isOptional) in list.Items)
        {
            var node = Check(item);
            items.Add((node, isOptional));
            var type = isOptional ? InOptional(item, node) : node.Type;
            element = element is null ? type : Types.Join(element, type);
        }

        return new Node.ListOf(list.Offset, CelType.List(element ?? Types.NewVariable()), items);
    }

    private Node CheckMap(Expr.MapOf map)
    {
        CelType? keys = null;
        CelType? values = null;
        var entries = new List<(Node, Node, bool)>();
        foreach (var (key, value, isOptional) in map.Entries)
        {
            var (keyNode, valueNode) = (Check(key), Check(value));
            entries.Add((keyNode, valueNode, isOptional));
            var keyType = Types.Resolve(keyNode.Type);
            if (_isStrict && keyType.Kind is not (TypeKind.Bool or TypeKind.Int or TypeKind.Uint or TypeKind.String or TypeKind.Dyn or TypeKind.Parameter))
            {
                Report(key.Offset, $"What is of type {Types.Conclude(keyType)} cannot be a map's key.", "Keys are texts, whole numbers and truths.");
            }

            var valueType = isOptional ? InOptional(value, valueNode) : valueNode.Type;
            keys = keys is null ? keyType : Types.Join(keys, keyType);
            values = values is null ? valueType : Types.Join(values, valueType);
        }

        return new Node.MapOf(map.Offset, CelType.Map(keys ?? Types.NewVariable(), values ?? Types.NewVariable()), entries);
    }

    private CelType InOptional(Expr expression, Node node)
    {
        var inner = Types.NewVariable();
        if (Types.TryAssign(node.Type, CelType.Optional(inner))) return Types.Resolve(inner);
        if (_isStrict && node is not Node.Failing) Report(expression.Offset, $"After ? comes an optional, and this is {Types.Conclude(node.Type)}.", "Take the ? out, or write optional.of(…).");
        return CelType.Dyn;
    }

    private Node CheckLoop(Expr.Loop loop)
    {
        var range = Check(loop.Range);
        if (_isStrict && range is Node.Failing) return range;
        var type = Types.Resolve(range.Type);
        var (first, second) = (type.Kind, loop.Second) switch
        {
            (TypeKind.List, null) => (type.Arguments[0], CelType.Dyn),
            (TypeKind.List, _) => (CelType.Int, type.Arguments[0]),
            (TypeKind.Map, _) => (type.Arguments[0], type.Arguments[1]),
            _ => (CelType.Dyn, CelType.Dyn),
        };
        if (_isStrict && type.Kind is not (TypeKind.List or TypeKind.Map or TypeKind.Dyn or TypeKind.Parameter))
        {
            return Report(loop.Range.Offset, $"Only a list or map can be gone over, and this is {Types.Conclude(type)}.", "Put it into a list, as [value], or take one of its lists.");
        }

        var firstSlot = Scope.Enter(loop.First, first);
        int? secondSlot = loop.Second is { } name ? Scope.Enter(name, second) : null;
        var filter = loop.Filter is null ? null : Condition(loop.Filter, "A filter is a condition");
        var body = loop.Kind is LoopKind.All or LoopKind.Exists or LoopKind.ExistsOne or LoopKind.Filter
            ? Condition(loop.Body, "What is asked of each item is a condition")
            : Check(loop.Body);
        Scope.Leave(secondSlot is null ? 1 : 2);
        var result = loop.Kind switch
        {
            LoopKind.Map => CelType.List(body.Type),
            LoopKind.Filter => CelType.List(first),
            LoopKind.TransformMap => CelType.Map(first, body.Type),
            LoopKind.TransformMapEntry => MapOf(loop.Body, body),
            _ => CelType.Bool,
        };
        return new Node.Loop(loop.Offset, result, loop.Kind, range, firstSlot, secondSlot, filter, body);
    }

    private CelType MapOf(Expr expression, Node body)
    {
        if (Types.TryAssign(body.Type, CelType.Map(Types.NewVariable(), Types.NewVariable()))) return body.Type;
        if (_isStrict && body is not Node.Failing) Report(expression.Offset, $"An entry is written as a map, and this is {Types.Conclude(body.Type)}.", "Write {key: value}.");
        return CelType.Map(CelType.Dyn, CelType.Dyn);
    }

    private Node CheckBind(Expr.Bind bind)
    {
        var value = Check(bind.Value);
        var slot = Scope.Enter(bind.Local, value.Type);
        var body = Check(bind.Body);
        Scope.Leave(1);
        return new Node.Bind(bind.Offset, slot, value, body);
    }

    private static (Expr.Name Root, string Name)? QualifiedName(Expr expression) => expression switch
    {
        Expr.Name name => (name, name.Text),
        Expr.Select { IsOptional: false } select when QualifiedName(select.Operand) is var (root, name) => (root, $"{name}.{select.Field}"),
        _ => null,
    };

    private Node.Failing Report(int offset, string problem, string remedy)
    {
        if (_isStrict && Errors.Count < MaxErrors) Errors.Add(_source.ErrorAt(offset, problem, remedy));
        return new Node.Failing(offset, Value.Error(problem));
    }
}
