namespace Custos.Tests.Policy.Compilation;

/// <summary>Random expressions whose types fit, over text, words, numbers and n.</summary>
internal static class SomeTyped
{
    private static readonly string[] Kinds = ["int", "string", "bool", "words", "numbers"];

    public static string Of(Random random, int depth) => new Writer(random).Of(Kinds[random.Next(Kinds.Length)], depth);

    private sealed class Writer(Random random)
    {
        private readonly List<(string Name, string Kind)> _locals = [];
        private int _named;

        public string Of(string kind, int depth)
        {
            if (_locals.Where(local => local.Kind == kind).ToList() is { Count: > 0 } fitting && random.Next(3) == 0) return fitting[random.Next(fitting.Count)].Name;
            if (depth <= 0) return Leaf(kind);
            return random.Next(8) switch
            {
                0 => $"({Of("bool", depth - 2)} ? {Of(kind, depth - 1)} : {Of(kind, depth - 1)})",
                1 => Bound(kind, depth),
                _ => Made(kind, depth),
            };
        }

        private string Leaf(string kind) => (kind, random.Next(3)) switch
        {
            ("int", 0) => "n",
            ("int", _) => random.Next(10).ToString(),
            ("string", 0) => "text",
            ("string", 1) => "''",
            ("string", _) => "'ab'",
            ("bool", _) => random.Next(2) == 0 ? "true" : "n > 2",
            ("words", 0) => "['a', 'é b']",
            ("words", _) => "words",
            ("numbers", 0) => "[1, n, 3]",
            _ => "numbers",
        };

        private string Made(string kind, int depth)
        {
            string Part(string part) => Of(part, depth - 1);
            return (kind, random.Next(8)) switch
            {
                ("int", 0) => $"size({Part("string")})",
                ("int", 1) => $"size({Part("words")})",
                ("int", 2) => $"{Part("string")}.indexOf({Part("string")})",
                ("int", 3) => $"math.greatest({Part("numbers")})",
                ("int", _) => $"({Part("int")} {"+-*"[random.Next(3)]} {Part("int")})",
                ("string", 0) => $"{Part("string")}.replace({Part("string")}, {Part("string")})",
                ("string", 1) => $"{Part("words")}.join({Part("string")})",
                ("string", 2) => $"string({Part("int")})",
                ("string", 3) => $"'%s: %d, %.3f %s'.format([{Part("string")}, {Part("int")}, 0.5, {Part("words")}])",
                ("string", 4) => $"strings.quote({Part("string")}).reverse()",
                ("string", 5) => $"{Part("string")}.lowerAscii().trim()",
                ("string", _) => $"({Part("string")} + {Part("string")})",
                ("bool", 0) => $"{Part("string")}.contains({Part("string")})",
                ("bool", 1) => $"{Part("string")}.matches('a+(b|é){{1,3}}')",
                ("bool", 2) => Loop("all", depth, "bool"),
                ("bool", 3) => Loop("exists_one", depth, "bool"),
                ("bool", 4) => $"({Part("string")} in {Part("words")})",
                ("bool", 5) => $"sets.intersects({Part("words")}, {Part("words")})",
                ("bool", 6) => $"({Part("words")} == {Part("words")})",
                ("bool", _) => $"({Part("bool")} {(random.Next(2) == 0 ? "&&" : "||")} {Part("bool")})",
                ("words", 0) => $"{Part("string")}.split({(random.Next(2) == 0 ? "''" : Part("string"))})",
                ("words", 1) => Loop("map", depth, "string"),
                ("words", 2) => $"[{Part("string")}, {Part("string")}, {Part("string")}]",
                ("words", 3) => Filtered("words", "string", depth),
                ("numbers", 0) => Loop("map", depth, "int"),
                ("numbers", 1) => $"[{Part("int")}, {Part("int")}]",
                ("numbers", 2) => Filtered("numbers", "int", depth),
                _ => $"({Part(kind)} + {Part(kind)})",
            };
        }

        private string Bound(string kind, int depth)
        {
            var held = Kinds[random.Next(Kinds.Length)];
            var value = Of(held, depth - 1);
            return With(held, name => $"cel.bind({name}, {value}, {Of(kind, depth - 1)})");
        }

        private string Loop(string macro, int depth, string body)
        {
            var isWords = random.Next(2) == 0;
            var range = Of(isWords ? "words" : "numbers", depth - 1);
            return With(isWords ? "string" : "int", name => $"{range}.{macro}({name}, {Of(body, depth - 2)})");
        }

        private string Filtered(string list, string item, int depth)
        {
            var range = Of(list, depth - 1);
            return With(item, name => $"{range}.filter({name}, {Of("bool", depth - 2)})");
        }

        private string With(string kind, Func<string, string> write)
        {
            var name = $"v{_named++}";
            _locals.Add((name, kind));
            var written = write(name);
            _locals.RemoveAt(_locals.Count - 1);
            return written;
        }
    }
}
