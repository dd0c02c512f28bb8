using System.Globalization;
using System.Text;

namespace Custos.Text.Json;

/// <summary>Which keys lead to the fields that are wanted?</summary>
/// <remarks>The nodes' fields are numbered in depth-first order, so that all fields below a node are neighbours.</remarks>
internal sealed class JsonFieldTree
{
    private readonly List<Node> _nodes = [];

    public JsonFieldTree(IEnumerable<JsonPath> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        Paths = [.. paths.Distinct().OrderBy(path => string.Join('\0', path.Steps), StringComparer.Ordinal)];
        Grow(0, Paths.Count, 0);
        Nodes = [.. _nodes];
    }

    /// <summary>The wanted fields; a field's number is its place here.</summary>
    public IReadOnlyList<JsonPath> Paths { get; }

    /// <summary>The root is the last.</summary>
    public Node[] Nodes { get; }

    public int FieldOf(JsonPath path) => Paths.TakeWhile(other => !other.Equals(path)).Count();

    private int Grow(int from, int to, int depth)
    {
        // A path that ends here sorts before those that go on.
        var field = from < to && Paths[from].Steps.Count == depth ? from : -1;
        var children = new List<Child>();
        for (var start = field < 0 ? from : from + 1; start < to;)
        {
            var key = Paths[start].Steps[depth];
            var end = start;
            while (end < to && Paths[end].Steps[depth] == key) end++;
            var element = int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number.ToString(CultureInfo.InvariantCulture) == key ? number : -1;
            children.Add(new Child(Encoding.UTF8.GetBytes(key), element, Grow(start, end, depth + 1)));
            start = end;
        }

        _nodes.Add(new Node(field, from, to, [.. children]));
        return _nodes.Count - 1;
    }

    /// <param name="Field">The field that the path to here names, or −1.</param>
    /// <param name="FirstField">The first field here and below.</param>
    /// <param name="EndField">One after the last field here and below.</param>
    /// <param name="Children">Where the path may go on.</param>
    public readonly record struct Node(int Field, int FirstField, int EndField, Child[] Children);

    /// <param name="Key">The key in UTF-8.</param>
    /// <param name="Element">The place in an array that the key may also mean, or −1.</param>
    /// <param name="Node">The node it leads to.</param>
    public readonly record struct Child(byte[] Key, int Element, int Node);
}
