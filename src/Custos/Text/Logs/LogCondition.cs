using Custos.Text.Json;

namespace Custos.Text.Logs;

/// <summary>Does something hold for a row? Yes, no, or it cannot be told, because the row lacks the field.</summary>
public abstract record LogCondition
{
    /// <exception cref="Records.BadInputException">It is not a condition; the message says where.</exception>
    public static LogCondition Parse(string text) => new LogGrammar(text).WholeCondition();

    /// <summary>The fields that it asks for.</summary>
    public abstract IEnumerable<JsonPath> Fields { get; }

    /// <summary>The condition against numbered fields.</summary>
    internal abstract Check Compile(JsonFieldTree tree);

    /// <summary>True, false, or null where it cannot be told.</summary>
    internal delegate bool? Check(ref LogRow row);

    /// <summary>Is the field the Boolean true, or the number 1?</summary>
    public sealed record Holds(JsonPath Field) : LogCondition
    {
        public override IEnumerable<JsonPath> Fields => [Field];

        internal override Check Compile(JsonFieldTree tree)
        {
            var field = tree.FieldOf(Field);
            return (ref LogRow row) => row.Truth(field);
        }
    }

    /// <summary>Does the field hold anything but null?</summary>
    public sealed record Exists(JsonPath Field) : LogCondition
    {
        public override IEnumerable<JsonPath> Fields => [Field];

        internal override Check Compile(JsonFieldTree tree)
        {
            var field = tree.FieldOf(Field);
            return (ref LogRow row) => row.Values[field].Kind != JsonKind.Missing;
        }
    }

    /// <summary>How does the field's number compare?</summary>
    public sealed record AgainstNumber(JsonPath Field, LogComparison Comparison, double Number) : LogCondition
    {
        public override IEnumerable<JsonPath> Fields => [Field];

        internal override Check Compile(JsonFieldTree tree)
        {
            var field = tree.FieldOf(Field);
            return (ref LogRow row) => row.Values[field].Kind == JsonKind.Missing ? null
                : row.Number(field) is { } value ? Comparison.Holds(value.CompareTo(Number))
                : Comparison.OfUnlike();
        }
    }

    /// <summary>How does the field's text compare, byte by byte?</summary>
    public sealed record AgainstText(JsonPath Field, LogComparison Comparison, string Value) : LogCondition
    {
        public override IEnumerable<JsonPath> Fields => [Field];

        internal override Check Compile(JsonFieldTree tree)
        {
            var field = tree.FieldOf(Field);
            var utf8 = System.Text.Encoding.UTF8.GetBytes(Value);
            return (ref LogRow row) => row.Values[field].Kind switch
            {
                JsonKind.Missing => null,
                JsonKind.Compound => Comparison.OfUnlike(),
                _ when Comparison == LogComparison.Contains => row.Text(field).IndexOf(utf8) >= 0,
                _ when Comparison is LogComparison.Equal or LogComparison.Unequal => row.Text(field).SequenceEqual(utf8) == (Comparison == LogComparison.Equal),
                _ => Comparison.Holds(row.Text(field).SequenceCompareTo(utf8)),
            };
        }
    }

    public sealed record Not(LogCondition Condition) : LogCondition
    {
        public override IEnumerable<JsonPath> Fields => Condition.Fields;

        internal override Check Compile(JsonFieldTree tree)
        {
            var check = Condition.Compile(tree);
            return (ref LogRow row) => !check(ref row);
        }
    }

    /// <summary>Do both hold? No where one does not, whatever the other.</summary>
    public sealed record And(LogCondition Left, LogCondition Right) : LogCondition
    {
        public override IEnumerable<JsonPath> Fields => Left.Fields.Concat(Right.Fields);

        internal override Check Compile(JsonFieldTree tree)
        {
            var left = Left.Compile(tree);
            var right = Right.Compile(tree);
            return (ref LogRow row) => left(ref row) is var first && first == false ? false : first & right(ref row);
        }
    }

    /// <summary>Does one hold? Yes where one does, whatever the other.</summary>
    public sealed record Or(LogCondition Left, LogCondition Right) : LogCondition
    {
        public override IEnumerable<JsonPath> Fields => Left.Fields.Concat(Right.Fields);

        internal override Check Compile(JsonFieldTree tree)
        {
            var left = Left.Compile(tree);
            var right = Right.Compile(tree);
            return (ref LogRow row) => left(ref row) is var first && first == true ? true : first | right(ref row);
        }
    }
}

/// <summary>How are two values compared?</summary>
public enum LogComparison
{
    Equal,
    Unequal,
    Less,
    AtMost,
    Greater,
    AtLeast,

    /// <summary>The text holds this text somewhere.</summary>
    Contains,
}

internal static class LogComparisons
{
    /// <summary>Does it hold for values of this order: below 0, 0, or above?</summary>
    public static bool Holds(this LogComparison comparison, int order) => comparison switch
    {
        LogComparison.Equal => order == 0,
        LogComparison.Unequal => order != 0,
        LogComparison.Less => order < 0,
        LogComparison.AtMost => order <= 0,
        LogComparison.Greater => order > 0,
        LogComparison.AtLeast => order >= 0,
        _ => throw new ArgumentOutOfRangeException(nameof(comparison), comparison, "An order does not answer this."),
    };

    /// <summary>Of values that have no order they can only be said to be unequal.</summary>
    public static bool? OfUnlike(this LogComparison comparison) => comparison switch
    {
        LogComparison.Equal or LogComparison.Contains => false,
        LogComparison.Unequal => true,
        _ => null,
    };
}
