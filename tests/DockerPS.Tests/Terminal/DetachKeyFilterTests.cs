using System.Text;
using DockerPS.Engine.Streams;

namespace DockerPS.Tests.Terminal;

public sealed class DetachKeyFilterTests
{
    [Theory]
    [InlineData("pq", "abc", "abc", false)]
    [InlineData("pq", "abpq", "ab", true)]
    [InlineData("pq", "abpqcd", "ab", true)]
    [InlineData("pq", "abpxq", "abpxq", false)]
    [InlineData("pq", "ppq", "p", true)]
    [InlineData("pq", "pppa", "pppa", false)]
    [InlineData("pq", "ap", "a", false)]
    [InlineData("aab", "aaab", "a", true)]
    [InlineData("abac", "ababac", "ab", true)]
    [InlineData("abac", "abaabc", "abaabc", false)]
    [InlineData("x", "x", "", true)]
    public void Keys_pass_but_for_those_that_leave_at_every_split(string keys, string typed, string passed, bool detached)
    {
        byte[] bytes = Encoding.ASCII.GetBytes(typed);
        for (int split = 0; split <= bytes.Length; split++)
        {
            var filter = new DetachKeyFilter(Encoding.ASCII.GetBytes(keys));
            List<byte> given = [];
            bool left = filter.Take(bytes.AsSpan(0, split), given) || filter.Take(bytes.AsSpan(split), given);
            Assert.Equal(detached, left);
            Assert.Equal(passed, Encoding.ASCII.GetString([.. given]));
        }
    }
}
