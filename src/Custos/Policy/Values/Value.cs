using System.Diagnostics;
using Custos.Policy.Types;
using Custos.Records;

namespace Custos.Policy.Values;

/// <summary>What did a part of an expression come to: a value, an error, or "not known yet"?</summary>
/// <remarks>Numbers, truths and times take no memory of their own. Immutable; the default value is null.</remarks>
[DebuggerDisplay("{Kind} {ToString()}")]
public readonly struct Value : IEquatable<Value>
{
    private readonly object? _reference;
    private readonly long _bits;
    private readonly int _nanoseconds;

    private Value(ValueKind kind, long bits = 0, object? reference = null, int nanoseconds = 0)
    {
        Kind = kind;
        _bits = bits;
        _reference = reference;
        _nanoseconds = nanoseconds;
    }

    public static Value Null => default;

    public static Value True => Of(true);

    public static Value False => Of(false);

    /// <summary>Not known yet: what hangs on it is not known either, unless something known absorbs it.</summary>
    public static Value Unknown { get; } = new(ValueKind.Unknown);

    public ValueKind Kind { get; }

    /// <summary>Is there no value: an error, or something that is not known?</summary>
    public bool IsFailure => Kind >= ValueKind.Error;

    public bool IsTrue => Kind == ValueKind.Bool && _bits != 0;

    public bool IsFalse => Kind == ValueKind.Bool && _bits == 0;

    public bool AsBool => Expect(ValueKind.Bool)._bits != 0;

    public long AsInt => Expect(ValueKind.Int)._bits;

    public ulong AsUint => (ulong)Expect(ValueKind.Uint)._bits;

    public double AsDouble => BitConverter.Int64BitsToDouble(Expect(ValueKind.Double)._bits);

    public string AsString => (string)Expect(ValueKind.String)._reference!;

    public ReadOnlySpan<byte> AsBytes => (byte[])Expect(ValueKind.Bytes)._reference!;

    public Timestamp AsTimestamp => new(Expect(ValueKind.Timestamp)._bits, _nanoseconds);

    /// <summary>A duration, in nanoseconds.</summary>
    public long AsNanoseconds => Expect(ValueKind.Duration)._bits;

    public ListValue AsList => (ListValue)Expect(ValueKind.List)._reference!;

    public MapValue AsMap => (MapValue)Expect(ValueKind.Map)._reference!;

    public CelType AsType => (CelType)Expect(ValueKind.Type)._reference!;

    /// <summary>An optional's value; null when it has none.</summary>
    public Value? AsOptional => Expect(ValueKind.Optional)._reference is Boxed boxed ? boxed.Value : null;

    public Failure AsError => (Failure)Expect(ValueKind.Error)._reference!;

    /// <summary>Which reads and calls of the expression it hangs on.</summary>
    internal UnknownSet AsUnknown => new((ulong)Expect(ValueKind.Unknown)._bits, (ulong[]?)_reference);

    /// <summary>Is it an error that ends the whole evaluation, so that no <c>||</c> may hide it?</summary>
    public bool IsFatal => Kind == ValueKind.Error && ((Failure)_reference!).IsFatal;

    public static Value Of(bool value) => new(ValueKind.Bool, value ? 1 : 0);

    public static Value Of(long value) => new(ValueKind.Int, value);

    public static Value Of(ulong value) => new(ValueKind.Uint, (long)value);

    public static Value Of(double value) => new(ValueKind.Double, BitConverter.DoubleToInt64Bits(value));

    public static Value Of(string value) => new(ValueKind.String, reference: value ?? throw new ArgumentNullException(nameof(value)));

    public static Value Of(byte[] value) => new(ValueKind.Bytes, reference: value ?? throw new ArgumentNullException(nameof(value)));

    public static Value Of(Timestamp value) => new(ValueKind.Timestamp, value.Seconds, null, value.Nanoseconds);

    public static Value Of(ListValue value) => new(ValueKind.List, reference: value ?? throw new ArgumentNullException(nameof(value)));

    public static Value Of(MapValue value) => new(ValueKind.Map, reference: value ?? throw new ArgumentNullException(nameof(value)));

    public static Value Of(CelType value) => new(ValueKind.Type, reference: value ?? throw new ArgumentNullException(nameof(value)));

    /// <exception cref="OverflowException">It is longer than about 292 years.</exception>
    public static Value Of(TimeSpan value) => OfNanoseconds(checked(value.Ticks * Durations.NanosecondsPerTick));

    public static Value OfNanoseconds(long nanoseconds) => new(ValueKind.Duration, nanoseconds);

    public static Value OfList(params ReadOnlySpan<Value> items) => Of(new ListValue(items.ToArray()));

    /// <param name="value">Null for the empty optional.</param>
    public static Value Optional(Value? value) => new(ValueKind.Optional, reference: value is { } some ? new Boxed(some) : null);

    public static Value Error(Failure failure) => new(ValueKind.Error, reference: failure ?? throw new ArgumentNullException(nameof(failure)));

    /// <param name="message">In plain words, without content of texts.</param>
    /// <param name="failure">In which way the answer failed to come.</param>
    public static Value Error(string message, FailureClass failure = FailureClass.Error) => Error(new Failure(message, failure));

    /// <summary>Not known yet; the expression notes which variable or call it came from.</summary>
    internal static Value UnknownOf(UnknownSet awaited) => new(ValueKind.Unknown, (long)awaited.First, awaited.Further);

    /// <summary>Two unknowns as one that hangs on what either does.</summary>
    internal static Value Unite(in Value one, in Value other) => UnknownOf(UnknownSet.Union(one.AsUnknown, other.AsUnknown));

    public static bool operator ==(Value left, Value right) => left.Equals(right);

    public static bool operator !=(Value left, Value right) => !left.Equals(right);

    /// <summary>Are they the same by the language's <c>==</c>: numbers across their kinds, NaN never?</summary>
    public bool Equals(Value other) => Comparison.AreEqual(this, other);

    public override bool Equals(object? obj) => obj is Value other && Equals(other);

    public override int GetHashCode() => Comparison.HashOf(this);

    /// <summary>As <c>string.format</c> writes it for <c>%s</c>.</summary>
    public override string ToString() => ValueText.Of(this);

    private Value Expect(ValueKind kind) => Kind == kind ? this : throw new InvalidOperationException($"It is of kind {Kind}, not {kind}.");

    private sealed class Boxed(Value value)
    {
        public Value Value => value;
    }
}
