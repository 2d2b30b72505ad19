[assembly: AssemblyFixture(typeof(Besoksnaring.Testing.PostgresFixture))]
[assembly: AssemblyFixture(typeof(Besoksnaring.Testing.RabbitMqFixture))]
