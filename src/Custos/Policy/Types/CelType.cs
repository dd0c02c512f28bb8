using Custos.Policy.Values;

namespace Custos.Policy.Types;

/// <summary>Of which type is a part of an expression?</summary>
public sealed class CelType : IEquatable<CelType>
{
    private readonly CelType[] _arguments;

    private CelType(TypeKind kind, string name, params CelType[] arguments)
    {
        Kind = kind;
        Name = name;
        _arguments = arguments;
    }

    public static CelType Dyn { get; } = new(TypeKind.Dyn, "dyn");

    public static CelType Null { get; } = new(TypeKind.Null, "null_type");

    public static CelType Bool { get; } = new(TypeKind.Bool, "bool");

    public static CelType Int { get; } = new(TypeKind.Int, "int");

    public static CelType Uint { get; } = new(TypeKind.Uint, "uint");

    public static CelType Double { get; } = new(TypeKind.Double, "double");

    public static CelType String { get; } = new(TypeKind.String, "string");

    public static CelType Bytes { get; } = new(TypeKind.Bytes, "bytes");

    public static CelType Timestamp { get; } = new(TypeKind.Timestamp, "google.protobuf.Timestamp");

    public static CelType Duration { get; } = new(TypeKind.Duration, "google.protobuf.Duration");

    public TypeKind Kind { get; }

    /// <summary>As <c>type(x)</c> shows it, without what is inside: <c>list</c>, <c>google.protobuf.Timestamp</c>.</summary>
    public string Name { get; }

    /// <summary>What is inside: a list's elements, a map's keys and values.</summary>
    public IReadOnlyList<CelType> Arguments => _arguments;

    /// <summary>The types whose names are values in every expression.</summary>
    public static IReadOnlyList<CelType> Named { get; } =
        [Bool, Int, Uint, Double, String, Bytes, Null, Timestamp, Duration, List(Dyn), Map(Dyn, Dyn), Type(Dyn), Optional(Dyn)];

    public static CelType List(CelType element) => new(TypeKind.List, "list", element);

    public static CelType Map(CelType key, CelType value) => new(TypeKind.Map, "map", key, value);

    /// <summary>The type of types.</summary>
    public static CelType Type(CelType of) => new(TypeKind.Type, "type", of);

    public static CelType Optional(CelType value) => new(TypeKind.Optional, "optional_type", value);

    public static CelType Opaque(string name, params CelType[] arguments) => new(TypeKind.Opaque, name, arguments);

    public static CelType Parameter(string name) => new(TypeKind.Parameter, name);

    /// <summary>The type that a value turns out to have, without what is inside it.</summary>
    public static CelType Of(in Value value) => value.Kind switch
    {
        ValueKind.Null => Null,
        ValueKind.Bool => Bool,
        ValueKind.Int => Int,
        ValueKind.Uint => Uint,
        ValueKind.Double => Double,
        ValueKind.String => String,
        ValueKind.Bytes => Bytes,
        ValueKind.Timestamp => Timestamp,
        ValueKind.Duration => Duration,
        ValueKind.List => s_list,
        ValueKind.Map => s_map,
        ValueKind.Type => s_type,
        ValueKind.Optional => s_optional,
        _ => throw new ArgumentException("An error has no type.", nameof(value)),
    };

    /// <summary>Could a value of this kind be of this type, as far as can be told without looking inside?</summary>
    public bool Admits(ValueKind kind) => Kind switch
    {
        TypeKind.Dyn or TypeKind.Parameter => true,
        TypeKind.Null => kind == ValueKind.Null,
        TypeKind.Bool => kind == ValueKind.Bool,
        TypeKind.Int => kind == ValueKind.Int,
        TypeKind.Uint => kind == ValueKind.Uint,
        TypeKind.Double => kind == ValueKind.Double,
        TypeKind.String => kind == ValueKind.String,
        TypeKind.Bytes => kind == ValueKind.Bytes,
        TypeKind.Timestamp => kind == ValueKind.Timestamp,
        TypeKind.Duration => kind == ValueKind.Duration,
        TypeKind.List => kind == ValueKind.List,
        TypeKind.Map => kind == ValueKind.Map,
        TypeKind.Type => kind == ValueKind.Type,
        TypeKind.Optional => kind == ValueKind.Optional,
        _ => false,
    };

    public CelType WithArguments(IEnumerable<CelType> arguments) => new(Kind, Name, [.. arguments]);

    public bool Equals(CelType? other) =>
        other is not null && Kind == other.Kind && Name == other.Name && _arguments.AsSpan().SequenceEqual(other._arguments);

    public override bool Equals(object? obj) => Equals(obj as CelType);

    public override int GetHashCode() => HashCode.Combine(Kind, Name, _arguments.Length);

    /// <summary>As messages show it: <c>map(string, list(int))</c>, <c>timestamp</c>.</summary>
    public override string ToString()
    {
        var name = Kind switch
        {
            TypeKind.Timestamp => "timestamp",
            TypeKind.Duration => "duration",
            TypeKind.Null => "null",
            TypeKind.Optional => "optional",
            _ => Name,
        };
        return _arguments.Length == 0 ? name : $"{name}({string.Join(", ", _arguments.AsEnumerable())})";
    }

    private static readonly CelType s_list = List(Dyn);
    private static readonly CelType s_map = Map(Dyn, Dyn);
    private static readonly CelType s_type = Type(Dyn);
    private static readonly CelType s_optional = Optional(Dyn);
}
